using System.Text.Json.Nodes;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

/// <summary>Handles the operations on reports. The kinds of reports are those of the control panel; their names and columns are invented.</summary>
internal static class Reports
{
    private static readonly Dictionary<string, (string[] Columns, Func<DomainEntity, IEnumerable<Entity>> Rows)> Kinds = new(StringComparer.Ordinal)
    {
        ["domains"] = (["code", "name", "status", "status_detail", "no_email_accounts"], domain => [domain]),
        ["domain_aliases"] = (["code", "name", "status", "status_detail"], domain => domain.Aliases.Rows),
        ["domain_limits"] = (
            ["code", "name", "max_email_accounts", .. MailboxSizes.Counted.Values.Select(size => $"max_email_accounts_{size}")],
            domain => [domain]),
        ["email_accounts"] = (["code", "email_address", "status", "max_email_quota"], domain => domain.EmailAccounts.Rows),
        ["email_aliases"] = (["code", "name", "domain_name", "destinations", "status"], domain => domain.EmailAliases.Rows),
        ["email_archives"] = (["code", "email_address", "status", "retention"], domain => domain.Vault.Rows),
    };

    public static void Register(OperationHandlers handlers)
    {
        handlers.Add("Reports_List", context => context.Page(context.State.Reports.Rows.Where(context.IsVisible)));
        handlers.Add("Reports_Create", Create);
        handlers.Add("Reports_Get", context => context.Item(Find(context)));
        handlers.Add("Reports_Download", Download);
    }

    /// <summary>Writes resources as CSV with a header row.</summary>
    public static string Write(IReadOnlyList<string> columns, IEnumerable<Entity> rows) =>
        Csv.Write([columns, .. rows.Select(row => columns.Select(column => row.Fields[column] switch
        {
            null => "",
            JsonArray items => string.Join(',', items.Select(item => item?.ToString())),
            var value => value.ToString(),
        }))]);

    private static ReportEntity Find(OperationContext context) => context.Find(context.State.Reports, "report_code");

    private static EmulatorResponse Create(OperationContext context)
    {
        if (!Kinds.TryGetValue(context.GetString("type"), out var kind))
        {
            throw ApiErrorException.Invalid(("type", "is not included in the list"));
        }

        var code = context.State.Codes.Report();
        var fields = new JsonObject
        {
            ["code"] = code,
            ["type"] = context.GetString("type"),
            ["status"] = "processing",
            ["created_at"] = context.State.Now,
        };
        var csv = Write(kind.Columns, context.VisibleDomains().SelectMany(kind.Rows));
        var report = context.State.Reports.Add(new ReportEntity(code, context.NewOwner().AddTo(fields), csv));

        context.State.Later(context.State.Delays.Report, report, () => report.Set("status", "completed"));
        return EmulatorResponse.Created(code, "Report created");
    }

    private static EmulatorResponse Download(OperationContext context)
    {
        var report = Find(context);
        return report.Text("status") == "completed"
            ? EmulatorResponse.Download(ResponseFile.Csv($"{report.Code}.csv", report.Csv))
            : throw ApiErrorException.NotFound();
    }
}
