using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Operations;

/// <summary>Copies of mail from other providers' mailboxes.</summary>
internal static class Migrations
{
    // Both from the guide to the control panel.
    private const int EstimateTotal = 500;
    private const int MostAtOnce = 5;

    public static void Register(OperationHandlers all)
    {
        all.Add("Migrations_List", call => call.Page(call.State.Migrations.Rows.Where(call.IsVisible)));
        all.Add("Migrations_Get", call => call.Item(Find(call)));
        all.Add("Migrations_Create", Create);
        all.Add("Migrations_Execute", Execute);
        all.Add("Migrations_Delete", Delete);
        all.Add("Migrations_ListResources", call => call.Page(Find(call).Rows, ("status", HasStatus)));
    }

    private static CsvEntity Find(OperationContext call) => call.Find(call.State.Migrations, "migration_code");

    private static bool HasStatus(Entity row, string status) =>
        row.Text("status") is var have && (have == status || (status == "failed" && have is "error" or "crashed"));

    private static Answer Create(OperationContext call)
    {
        var owner = call.NewOwner();
        var content = call.GetString("csv_file_content");
        var rows = Csv.Read(content);
        var isNow = call.Body!["execute_now"]?.GetValue<bool>() == true;
        var first = Date(call, "first_execution_date");
        var second = Date(call, "second_execution_date");

        if (rows.Count is 0 or > EstimateTotal)
        {
            throw ApiErrorException.Invalid(("csv_file_content", rows.Count == 0 ? "has no rows" : $"has more than {EstimateTotal} rows"));
        }

        if (first is null && !isNow)
        {
            throw ApiErrorException.Invalid(("first_execution_date", "is required"));
        }

        if (second <= first)
        {
            throw ApiErrorException.Invalid(("second_execution_date", "is not valid"));
        }

        if (call.State.Migrations.Rows.Count(row => Owner.Of(row).CustomerCode == owner.CustomerCode && !MigrationStateMachine.HasEnded(row)) >= MostAtOnce)
        {
            throw ApiErrorException.Invalid(("migrations", "limit reached"));
        }

        var code = call.State.Codes.Migration();
        var migration = call.State.Migrations.Add(new CsvEntity(code, owner.Register(new JsonObject
        {
            ["status"] = "validating",
            ["status_detail"] = MigrationStateMachine.Detail("first"),
            ["code"] = code,
            ["csv_file_name"] = $"{code}.csv",
            ["original_csv_file_name"] = call.GetString("csv_file_name"),
            ["csv_file_size"] = call.SentNumber("csv_file_size") ?? Encoding.UTF8.GetByteCount(content),
            ["preset"] = call.GetString("preset"),
            ["resources_has_errors"] = false,
            ["admin_first_execution_override"] = false,
            ["admin_second_execution_override"] = false,
            ["resources"] = rows.Count,
            ["can_delete"] = true,
            ["execute_now"] = isNow,
            ["is_late"] = false,
            ["owner"] = owner.CustomerCode,
            ["created_at"] = call.State.Now,
            ["updated_at"] = call.State.Now,
        })));

        SetDate(migration, "first_execution_date", first);
        SetDate(migration, "second_execution_date", second);
        SetDate(migration, "from_date", FromDate(call));
        MigrationStateMachine.Begin(call.State, migration, rows);
        return Answer.Created(code, "Migration created");
    }

    private static Answer Execute(OperationContext call)
    {
        var migration = Find(call);

        if (migration.Text("status") is "validating" or "running")
        {
            throw ApiErrorException.Invalid(("execution", "is not valid"));
        }

        migration.Set($"admin_{call.GetString("execution")}_execution_override", true);
        MigrationStateMachine.Run(call.State, migration, call.GetString("execution"));
        return Answer.Empty;
    }

    private static Answer Delete(OperationContext call)
    {
        var migration = Find(call);
        migration.Set("can_delete", false);
        call.State.Delete(migration, () => call.State.Migrations.Remove(migration.Code));
        return Answer.Empty;
    }

    private static DateTimeOffset? FromDate(OperationContext call) => (call.Has("date_filter_preset") ? call.GetString("date_filter_preset") : "all") switch
    {
        "last_month" => call.State.Schedule.Now.AddMonths(-1),
        "last_6_months" => call.State.Schedule.Now.AddMonths(-6),
        "last_year" => call.State.Schedule.Now.AddYears(-1),
        "custom" => Date(call, "custom_from_date") ?? throw ApiErrorException.Invalid(("custom_from_date", "is required")),
        _ => null,
    };

    private static DateTimeOffset? Date(OperationContext call, string field) =>
        !call.Has(field) ? null
        : DateTimeOffset.TryParse(call.GetString(field), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date
        : throw ApiErrorException.Invalid((field, "is not valid"));

    private static void SetDate(Entity migration, string field, DateTimeOffset? date)
    {
        if (date is { } known)
        {
            migration.Set(field, EmulatorState.Format(known));
        }
    }
}
