using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Seeding;

internal static class SeedTokens
{
    public const string Section = "tokens";

    private static readonly Dictionary<string, EmulatorRole> Roles = new(StringComparer.Ordinal)
    {
        ["customer"] = EmulatorRole.Customer,
        ["manager"] = EmulatorRole.Manager,
        ["team_member"] = EmulatorRole.TeamMember,
        ["administrator"] = EmulatorRole.Administrator,
    };

    private static readonly string[] Known = ["value", "role", "customer_code", "manager", "team_member", "has_billing_profile", "denied_operations"];

    /// <summary>Adds the tokens in the seed data to a state.</summary>
    /// <param name="state">The state to add the tokens to.</param>
    /// <param name="data">The root element of the seed data.</param>
    public static void Add(EmulatorState state, SeedElement data)
    {
        foreach (var element in data.List(Section))
        {
            state.AddToken(Read(state, element));
        }
    }

    /// <summary>Creates a token from an element of the seed data.</summary>
    /// <exception cref="FormatException">The token is invalid. The message contains the location of the error.</exception>
    public static EmulatorToken Read(EmulatorState state, SeedElement element)
    {
        element.RequireKnown(Known);

        var value = element.Text("value") is { Length: > 0 } text ? text : throw SeedElement.Error(element.PlaceOf("value"), "is required");

        if (!EmulatorToken.IsSendable(value))
        {
            throw SeedElement.Error(element.PlaceOf("value"), "must contain only visible ASCII characters, without enclosing quotes");
        }

        var token = new EmulatorToken(value)
        {
            Role = Role(element),
            CustomerCode = element.Text("customer_code") ?? state.Options.Tokens[0].CustomerCode,
            ManagerCode = Code(element, "manager", state.Managers),
            TeamMemberCode = Code(element, "team_member", state.TeamMembers),
            HasBillingProfile = element.Flag("has_billing_profile") ?? true,
        };

        foreach (var (name, place) in element.Texts("denied_operations"))
        {
            token.DeniedOperations.Add(Operation.All.Any(operation => operation.Id == name || operation.Id.Split('_')[0] == name)
                ? name
                : throw SeedElement.Error(place, "is neither an operation ID nor a client name"));
        }

        return state.FindToken(value) is null ? token : throw SeedElement.Error(element.PlaceOf("value"), "already exists");
    }

    public static JsonObject Write(EmulatorState state, EmulatorToken token)
    {
        var json = new JsonObject
        {
            ["value"] = token.Value,
            ["role"] = Roles.First(role => role.Value == token.Role).Key,
            ["customer_code"] = token.CustomerCode,
            ["manager"] = Address(state.Managers, token.ManagerCode),
            ["team_member"] = Address(state.TeamMembers, token.TeamMemberCode),
            ["has_billing_profile"] = token.HasBillingProfile,
            ["denied_operations"] = new JsonArray([.. token.DeniedOperations]),
        };

        foreach (var name in json.Where(field => field.Value is null or JsonArray { Count: 0 }).Select(field => field.Key).ToList())
        {
            json.Remove(name);
        }

        return json;
    }

    private static string? Address(Table<Entity> users, string? code) =>
        code is not null && users.TryGet(code, out var user) ? user.Text("email_address") : null;

    private static EmulatorRole Role(SeedElement element) =>
        element.Text("role") is not { } name ? EmulatorRole.Customer
        : Roles.TryGetValue(name, out var role) ? role
        : throw SeedElement.Error(element.PlaceOf("role"), $"must be one of {string.Join(", ", Roles.Keys)}");

    /// <summary>Gets the code of the manager or team member with the email address in the specified field.</summary>
    private static string? Code(SeedElement element, string field, Table<Entity> users) =>
        element.Text(field) is not { } address ? null
        : users.Rows.FirstOrDefault(user => string.Equals(user.Text("email_address"), address, StringComparison.OrdinalIgnoreCase))?.Code
        ?? throw SeedElement.Error(element.PlaceOf(field), "does not exist");
}
