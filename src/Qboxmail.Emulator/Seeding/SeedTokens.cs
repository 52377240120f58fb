using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Seeding;

/// <summary>Adds the tokens of the starting data.</summary>
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

    /// <param name="state">The state to add them to.</param>
    /// <param name="data">The starting data.</param>
    /// <param name="operations">The operation IDs that can be denied.</param>
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
                    : throw SeedElement.Error(place, "is neither an operation nor a client"));
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

    /// <summary>Gets the code of a user by email address.</summary>
    private static string? Code(SeedElement element, string field, Table<Entity> users) =>
        element.Text(field) is not { } address ? null
        : users.Rows.FirstOrDefault(user => string.Equals(user.Text("email_address"), address, StringComparison.OrdinalIgnoreCase))?.Code
        ?? throw SeedElement.Error(element.PlaceOf(field), "is not found");
}
