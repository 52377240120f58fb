using Qboxmail.Emulator.Domain;
using Qboxmail.Emulator.Operations;

namespace Qboxmail.Emulator.Pages;

/// <summary>The resources of the emulator: for each kind the count, the states and the newest few.</summary>
internal sealed record Overview(IReadOnlyList<Overview.Kind> Kinds)
{
    // Keeps the page small.
    private const int Shown = 20;

    /// <param name="Name">The plural name, such as <c>email_accounts</c>.</param>
    /// <param name="Title">The title on the page.</param>
    /// <param name="Count">The number of resources.</param>
    /// <param name="States">The number of resources in each state.</param>
    /// <param name="Newest">The newest few resources, newest first.</param>
    public sealed record Kind(string Name, string Title, int Count, IReadOnlyDictionary<string, int> States, IReadOnlyList<Row> Newest);

    /// <param name="Code">The code or ID.</param>
    /// <param name="Name">The display name.</param>
    /// <param name="State">The state, with its detail in parentheses.</param>
    public sealed record Row(string Code, string Name, string State);

    public static Overview Of(EmulatorState state) => new(
    [
        Read("domains", "Domains", state.Domains.Rows, row => row.Name),
        Read("domain_aliases", "Domain aliases", state.Domains.Rows.SelectMany(domain => domain.Aliases.Rows), row => row.Name),
        Read("email_accounts", "Mailboxes", state.Domains.Rows.SelectMany(domain => domain.EmailAccounts.Rows), row => row.Text("email_address")),
        Read(
            "email_aliases", "E-mail aliases", state.Domains.Rows.SelectMany(domain => domain.EmailAliases.Rows),
            row => $"{row.Name}@{row.Text("domain_name")}"),
        Read(
            "vault_domains", "Vault: domains", state.Domains.Rows.Where(domain => domain.Text("archive_status") != "disabled"), row => row.Name,
            row => row.Text("archive_status")),
        Read(
            "vault_email_accounts", "Vault: mailboxes", state.Domains.Rows.SelectMany(domain => domain.Vault.Rows),
            row => row.Text("email_address")),
        Read("imports", "Imports", state.Imports.Rows, row => row.Text("original_csv_file_name")),
        Read("migrations", "Migrations", state.Migrations.Rows, row => row.Text("original_csv_file_name"), row => row.Text("status")),
        Read("managers", "Managers", state.Managers.Rows, row => row.Text("email_address")),
        Read("team_members", "Team members", state.TeamMembers.Rows, row => row.Text("email_address"), row => row.Text("status")),
        Read("reports", "Reports", state.Reports.Rows, row => row.Text("type")),
        Read("delivery_domains", "Delivery domains", state.DeliveryDomains.Rows, row => row.Name, row => row.Text("display_status")),
        Read(
            "delivery_accounts", "Delivery accounts", state.DeliveryAccounts.Rows, row => row.Text("description") ?? row.Text("username"),
            row => DeliveryStates.NameOf(row.Number("status")!.Value)),
        Read(
            "suppression_list", "Suppression list", state.Suppressions.Rows, row => row.Text("email"),
            row => row.IsTrue("active") ? "enabled" : "disabled"),
    ]);

    private static Kind Read(
        string name, string title, IEnumerable<Entity> rows, Func<Entity, string?> nameOf, Func<Entity, string?>? stateOf = null)
    {
        var count = 0;
        var states = new Dictionary<string, int>(StringComparer.Ordinal);
        var newest = new Queue<Entity>();

        foreach (var row in rows)
        {
            count++;
            var state = State(row);
            states[state] = states.GetValueOrDefault(state) + 1;
            newest.Enqueue(row);

            if (newest.Count > Shown)
            {
                newest.Dequeue();
            }
        }

        return new Kind(name, title, count, states, [.. newest.Reverse().Select(Shorten)]);

        Row Shorten(Entity row) => new(row.Fields["id"]?.ToString() ?? row.Code, nameOf(row) ?? "", State(row));

        string State(Entity row)
        {
            var state = (stateOf is null ? row.Text("status") : stateOf(row)) ?? "";
            var detail = row.IsDeleted ? "deleting" : stateOf is null ? row.Text("status_detail") : null;
            return detail is null or "" or "ok" || detail == state ? state : $"{state} ({detail})";
        }
    }
}
