using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Seeding;

/// <summary>Tokens in starting data, so that programs in every language can see what each role may do.</summary>
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

    /// <param name="state">Where to add them.</param>
    /// <param name="data">The starting data.</param>
    /// <param name="operations">Ids that can be denied.</param>
    public static void Add(EmulatorState state, SeedElement data, IReadOnlyCollection<string> operations)
    {
        foreach (var element in data.List(Section))
        {
            element.RequireKnown(Known);

            var value = element.Text("value") is { Length: > 0 } text ? text : throw SeedElement.Error(element.PlaceOf("value"), "is required");
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
                token.DeniedOperations.Add(operations.Any(id => id == name || id.Split('_')[0] == name)
                    ? name
                    : throw SeedElement.Error(place, "is no operation and no client"));
            }

            if (state.FindToken(value) is not null)
            {
                throw SeedElement.Error(element.PlaceOf("value"), "already exists");
            }

            state.AddToken(token);
        }
    }

    private static EmulatorRole Role(SeedElement element) =>
        element.Text("role") is not { } name ? EmulatorRole.Customer
        : Roles.TryGetValue(name, out var role) ? role
        : throw SeedElement.Error(element.PlaceOf("role"), $"is not one of {string.Join(", ", Roles.Keys)}");

    /// <summary>The code of a user who is named by an e-mail address.</summary>
    private static string? Code(SeedElement element, string field, Table<Entity> users) =>
        element.Text(field) is not { } address ? null
        : users.Rows.FirstOrDefault(user => string.Equals(user.Text("email_address"), address, StringComparison.OrdinalIgnoreCase))?.Code
        ?? throw SeedElement.Error(element.PlaceOf(field), "is not found");
}
