using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

/// <summary>Checks whether the caller may call an operation, regardless of the resource.</summary>
internal static class Roles
{
    // The API reference reserves this operation for administrators.
    private static readonly HashSet<string> ForAdministrators = ["Migrations_Execute"];

    // The control panel guide reserves these actions for customers. The emulator assumes that the API has the same rules.
    private static readonly HashSet<string> ForCustomers =
    [
        "TeamMembers_Create", "TeamMembers_Update", "TeamMembers_SetStatus", "Reports_List", "Reports_Create", "Reports_Get", "Reports_Download",
    ];

    private static readonly HashSet<string> NotForManagers =
    [
        "Managers_Create", "Managers_Update", "Managers_SetStatus", "Managers_AssignDelivery", "Managers_AssignHosting",
    ];

    public static void Check(EmulatorState state, Operation operation, EmulatorToken caller)
    {
        if (IsDisabled(state, caller) || !IsAllowed(operation, caller))
        {
            throw ApiErrorException.Forbidden();
        }

        // An update is billable only if it contains an order, so its handler checks the billing profile.
        if (operation.IsBillable && operation.Method == "POST" && !caller.HasBillingProfile)
        {
            throw ApiErrorException.Forbidden(state.Options.BillingMessage);
        }
    }

    private static bool IsAllowed(Operation operation, EmulatorToken caller) =>
        !caller.DeniedOperations.Contains(operation.Id)
        && !caller.DeniedOperations.Contains(operation.Id.Split('_')[0])
        && (caller.Role switch
        {
            EmulatorRole.Administrator => true,
            EmulatorRole.Customer => !ForAdministrators.Contains(operation.Id),
            EmulatorRole.TeamMember => !ForAdministrators.Contains(operation.Id) && !ForCustomers.Contains(operation.Id),
            _ => !ForAdministrators.Contains(operation.Id) && !ForCustomers.Contains(operation.Id) && !NotForManagers.Contains(operation.Id),
        });

    private static bool IsDisabled(EmulatorState state, EmulatorToken caller) => caller.Role switch
    {
        EmulatorRole.Manager => IsDisabled(state.Managers, caller.ManagerCode),
        EmulatorRole.TeamMember => IsDisabled(state.TeamMembers, caller.TeamMemberCode),
        _ => false,
    };

    private static bool IsDisabled(Table<Entity> users, string? code) =>
        code is not null && users.TryGet(code, out var user) && user.Text("status") == "disabled";
}
