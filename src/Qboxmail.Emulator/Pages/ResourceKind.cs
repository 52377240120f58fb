using Qboxmail.Emulator.Domain;
using Qboxmail.Emulator.Operations;

namespace Qboxmail.Emulator.Pages;

/// <summary>A kind of resource that the web pages list.</summary>
/// <param name="Name">The plural name, such as <c>email_accounts</c>.</param>
/// <param name="Title">The title that the web page shows.</param>
/// <param name="All">The function that returns all resources of this kind, oldest first.</param>
/// <param name="NameOf">The function that returns the display name of a resource.</param>
internal sealed record ResourceKind(string Name, string Title, Func<EmulatorState, IEnumerable<Entity>> All, Func<Entity, string?> NameOf)
{
    public static IReadOnlyList<ResourceKind> Kinds { get; } =
    [
        new("domains", "Domains", state => state.Domains.Rows, row => row.Name) { Of = domain => [domain] },
        OfDomain("domain_aliases", "Domain aliases", domain => domain.Aliases.Rows, row => row.Name),
        OfDomain("email_accounts", "Mailboxes", domain => domain.EmailAccounts.Rows, row => row.Text("email_address")),
        OfDomain("email_aliases", "Email aliases", domain => domain.EmailAliases.Rows, row => $"{row.Name}@{row.Text("domain_name")}"),
        new(
            "vault_domains", "Vault: domains", state => state.Domains.Rows.Where(domain => domain.Text("archive_status") != "disabled"),
            row => row.Name)
        {
            StateOf = row => row.Text("archive_status"),
        },
        OfDomain("vault_email_accounts", "Vault: mailboxes", domain => domain.Vault.Rows, row => row.Text("email_address")),
        new("imports", "Imports", state => state.Imports.Rows, row => row.Text("original_csv_file_name")),
        new("migrations", "Migrations", state => state.Migrations.Rows, row => row.Text("original_csv_file_name"))
        {
            StateOf = row => row.Text("status"),
        },
        new("managers", "Managers", state => state.Managers.Rows, row => row.Text("email_address")),
        new("team_members", "Team members", state => state.TeamMembers.Rows, row => row.Text("email_address"))
        {
            StateOf = row => row.Text("status"),
        },
        new("reports", "Reports", state => state.Reports.Rows, row => row.Text("type")),
        new("delivery_domains", "Delivery domains", state => state.DeliveryDomains.Rows, row => row.Name)
        {
            StateOf = row => row.Text("display_status"),
        },
        new(
            "delivery_accounts", "Delivery accounts", state => state.DeliveryAccounts.Rows, row => row.Text("description") ?? row.Text("username"))
        {
            StateOf = row => DeliveryStates.NameOf(row.Number("status")!.Value),
        },
        new("suppression_list", "Suppression list", state => state.Suppressions.Rows, row => row.Text("email"))
        {
            StateOf = row => row.IsTrue("active") ? "enabled" : "disabled",
        },
    ];

    /// <summary>Gets the function that returns the resources of a domain, or <see langword="null"/> if the kind does not belong to domains.</summary>
    public Func<DomainEntity, IEnumerable<Entity>>? Of { get; init; }

    /// <summary>
    /// Gets the function that returns the state of a resource, or <see langword="null"/> if the state is <c>status</c> with its detail.
    /// </summary>
    public Func<Entity, string?>? StateOf { get; init; }

    /// <summary>Gets the code or ID of a resource.</summary>
    public static string CodeOf(Entity row) => row.Fields["id"]?.ToString() ?? row.Code;

    /// <summary>Gets the state of a resource, with its detail in parentheses.</summary>
    public string Show(Entity row)
    {
        var state = (StateOf is null ? row.Text("status") : StateOf(row)) ?? "";
        var detail = row.IsDeleted ? "deleting" : StateOf is null ? row.Text("status_detail") : null;
        return detail is null or "" or "ok" || detail == state ? state : $"{state} ({detail})";
    }

    private static ResourceKind OfDomain(string name, string title, Func<DomainEntity, IEnumerable<Entity>> of, Func<Entity, string?> nameOf) =>
        new(name, title, state => state.Domains.Rows.SelectMany(of), nameOf) { Of = of };
}
