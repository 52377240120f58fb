using System.Text.Json.Nodes;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Operations;

/// <summary>CSV files about what a customer has. The kinds are those of the control panel, their words and columns are made up.</summary>
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

    public static void Register(OperationHandlers all)
    {
        all.Add("Reports_List", call => call.Page(call.State.Reports.Rows.Where(call.IsVisible)));
        all.Add("Reports_Create", Create);
        all.Add("Reports_Get", call => call.Item(Find(call)));
        all.Add("Reports_Download", Download);
    }

    /// <summary>Rows as CSV, with the names of the columns above them.</summary>
    public static string Write(IReadOnlyList<string> columns, IEnumerable<Entity> rows) =>
        Csv.Write([columns, .. rows.Select(row => columns.Select(column => row.Fields[column] switch
        {
            null => "",
            JsonArray items => string.Join(',', items.Select(item => item?.ToString())),
            var value => value.ToString(),
        }))]);

    private static ReportEntity Find(OperationContext call) => call.Find(call.State.Reports, "report_code");

    private static Answer Create(OperationContext call)
    {
        if (!Kinds.TryGetValue(call.GetString("type"), out var kind))
        {
            throw ApiErrorException.Invalid(("type", "is not included in the list"));
        }

        var code = call.State.Codes.Report();
        var fields = new JsonObject { ["code"] = code, ["type"] = call.GetString("type"), ["status"] = "processing", ["created_at"] = call.State.Now };
        var csv = Write(kind.Columns, call.VisibleDomains().SelectMany(kind.Rows));
        var report = call.State.Reports.Add(new ReportEntity(code, call.NewOwner().Register(fields), csv));

        call.State.Later(call.State.Delays.Report, report, () => report.Set("status", "completed"));
        return Answer.Created(code, "Report created");
    }

    private static Answer Download(OperationContext call)
    {
        var report = Find(call);
        return report.Text("status") == "completed"
            ? Answer.Download(AnswerFile.Csv($"{report.Code}.csv", report.Csv))
            : throw ApiErrorException.NotFound();
    }
}
