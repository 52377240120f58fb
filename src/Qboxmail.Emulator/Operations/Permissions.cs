using System.Text.Json.Nodes;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

/// <summary>Lists the permissions of team members that the control panel shows. Their keys are invented.</summary>
internal static class Permissions
{
    private static readonly (string Key, string Description)[] Known =
    [
        ("view_domains", "View the domains"),
        ("create_domains", "Create domains"),
        ("set_domain_status", "Disable and enable domains"),
        ("delete_domains", "Delete domains"),
        ("manage_managers", "Manage the managers"),
        ("edit_accounts", "Edit accounts"),
        ("create_accounts", "Create accounts"),
        ("set_account_status", "Disable and enable accounts"),
        ("delete_accounts", "Delete accounts"),
        ("archive", "Add to, edit and delete from the archive"),
        ("change_passwords", "Change the passwords of accounts"),
        ("log_analysis", "Use mail log analysis"),
        ("log_register", "Use the log register"),
        ("api_access", "Use the API"),
    ];

    public static void Register(OperationHandlers handlers) => handlers.Add("Permissions_List", context =>
        context.List(Known.Select(
            permission => new Entity(permission.Key, new JsonObject { ["key"] = permission.Key, ["description"] = permission.Description }))));
}
