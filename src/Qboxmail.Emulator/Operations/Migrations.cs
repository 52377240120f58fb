using System.Text;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

internal static class Migrations
{
    // The control panel guide states both limits.
    private const int MaxRows = 500;
    private const int MaxConcurrent = 5;

    public static void Register(OperationHandlers handlers)
    {
        handlers.Add("Migrations_List", context => context.Page(context.State.Migrations.Rows.Where(context.IsVisible)));
        handlers.Add("Migrations_Get", context => context.Item(Find(context)));
        handlers.Add("Migrations_Create", Create);
        handlers.Add("Migrations_Execute", Execute);
        handlers.Add("Migrations_Delete", Delete);
        handlers.Add("Migrations_ListResources", context => context.Page(Find(context).Rows, ("status", HasStatus)));
    }

    private static CsvEntity Find(OperationContext context) => context.Find(context.State.Migrations, "migration_code");

    private static bool HasStatus(Entity row, string status) =>
        row.Text("status") is var have && (have == status || (status == "failed" && have is "error" or "crashed"));

    private static EmulatorResponse Create(OperationContext context)
    {
        var owner = context.NewOwner();
        var content = context.GetString("csv_file_content");
        var rows = Csv.Read(content);
        var isNow = context.Body!["execute_now"]?.GetValue<bool>() == true;
        var first = Date(context, "first_execution_date");
        var second = Date(context, "second_execution_date");

        if (rows.Count is 0 or > MaxRows)
        {
            throw ApiErrorException.Invalid(("csv_file_content", rows.Count == 0 ? "has no rows" : $"has more than {MaxRows} rows"));
        }

        if (first is null && !isNow)
        {
            throw ApiErrorException.Invalid(("first_execution_date", "is required"));
        }

        if (second <= first)
        {
            throw ApiErrorException.Invalid(("second_execution_date", "is not valid"));
        }

        var unfinished = context.State.Migrations.Rows
            .Count(row => Owner.Of(row).CustomerCode == owner.CustomerCode && !MigrationStateMachine.HasEnded(row));

        if (unfinished >= MaxConcurrent)
        {
            throw ApiErrorException.Invalid(("migrations", "limit reached"));
        }

        var code = context.State.Codes.Migration();
        var migration = context.State.Migrations.Add(new CsvEntity(code, owner.AddTo(new JsonObject
        {
            ["status"] = "validating",
            ["status_detail"] = MigrationStateMachine.Detail("first"),
            ["code"] = code,
            ["csv_file_name"] = $"{code}.csv",
            ["original_csv_file_name"] = context.GetString("csv_file_name"),
            ["csv_file_size"] = context.SentNumber("csv_file_size") ?? Encoding.UTF8.GetByteCount(content),
            ["preset"] = context.GetString("preset"),
            ["resources_has_errors"] = false,
            ["admin_first_execution_override"] = false,
            ["admin_second_execution_override"] = false,
            ["resources"] = rows.Count,
            ["can_delete"] = true,
            ["execute_now"] = isNow,
            ["is_late"] = false,
            ["owner"] = owner.CustomerCode,
            ["created_at"] = context.State.Now,
            ["updated_at"] = context.State.Now,
        })));

        SetDate(migration, "first_execution_date", first);
        SetDate(migration, "second_execution_date", second);
        SetDate(migration, "from_date", FromDate(context));
        MigrationStateMachine.Begin(context.State, migration, rows);
        return EmulatorResponse.Created(code, "Migration created");
    }

    private static EmulatorResponse Execute(OperationContext context)
    {
        var migration = Find(context);

        if (migration.Text("status") is "validating" or "running")
        {
            throw ApiErrorException.Invalid(("execution", "is not valid"));
        }

        migration.Set($"admin_{context.GetString("execution")}_execution_override", true);
        MigrationStateMachine.Run(context.State, migration, context.GetString("execution"));
        return EmulatorResponse.Empty;
    }

    private static EmulatorResponse Delete(OperationContext context)
    {
        var migration = Find(context);
        migration.Set("can_delete", false);
        context.State.Delete(migration, () => context.State.Migrations.Remove(migration.Code));
        return EmulatorResponse.Empty;
    }

    private static DateTimeOffset? FromDate(OperationContext context) => context.Body!["date_filter_preset"]?.GetValue<string>() switch
    {
        "last_month" => context.State.Schedule.Now.AddMonths(-1),
        "last_6_months" => context.State.Schedule.Now.AddMonths(-6),
        "last_year" => context.State.Schedule.Now.AddYears(-1),
        "custom" => Date(context, "custom_from_date") ?? throw ApiErrorException.Invalid(("custom_from_date", "is required")),
        _ => null,
    };

    private static DateTimeOffset? Date(OperationContext context, string field) =>
        !context.Has(field) ? null
        : IsoTime.TryParse(context.GetString(field), out var date) ? date
        : throw ApiErrorException.Invalid((field, "is not valid"));

    private static void SetDate(Entity migration, string field, DateTimeOffset? date)
    {
        if (date is { } known)
        {
            migration.Set(field, EmulatorState.Format(known));
        }
    }
}
