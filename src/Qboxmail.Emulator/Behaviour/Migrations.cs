using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Behaviour;

/// <summary>Copies of mail from other providers' mailboxes.</summary>
internal static class Migrations
{
    // Both from the guide to the control panel.
    private const int MostRows = 500;
    private const int MostAtOnce = 5;

    public static void AddTo(Behaviours all)
    {
        all.Add("Migrations_List", call => call.Page(call.World.Migrations.Rows.Where(call.IsVisible)));
        all.Add("Migrations_Get", call => call.Item(Find(call)));
        all.Add("Migrations_Create", Create);
        all.Add("Migrations_Execute", Execute);
        all.Add("Migrations_Delete", Delete);
        all.Add("Migrations_ListResources", call => call.Page(Find(call).Rows, ("status", HasStatus)));
    }

    private static CsvEntity Find(Call call) => call.Find(call.World.Migrations, "migration_code");

    private static bool HasStatus(Entity row, string status) =>
        row.Text("status") is var have && (have == status || (status == "failed" && have is "error" or "crashed"));

    private static Answer Create(Call call)
    {
        var owner = call.NewOwner();
        var content = call.Sent("csv_file_content");
        var rows = Csv.Read(content);
        var isNow = call.Body!["execute_now"]?.GetValue<bool>() == true;
        var first = Date(call, "first_execution_date");
        var second = Date(call, "second_execution_date");

        if (rows.Count is 0 or > MostRows)
        {
            throw RefusalException.Invalid(("csv_file_content", rows.Count == 0 ? "has no rows" : $"has more than {MostRows} rows"));
        }

        if (first is null && !isNow)
        {
            throw RefusalException.Invalid(("first_execution_date", "is required"));
        }

        if (second <= first)
        {
            throw RefusalException.Invalid(("second_execution_date", "is not valid"));
        }

        if (call.World.Migrations.Rows.Count(row => Owner.Of(row).CustomerCode == owner.CustomerCode && !MigrationLife.HasEnded(row)) >= MostAtOnce)
        {
            throw RefusalException.Invalid(("migrations", "limit reached"));
        }

        var code = call.World.Codes.Migration();
        var migration = call.World.Migrations.Add(new CsvEntity(code, owner.AddTo(new JsonObject
        {
            ["status"] = "validating",
            ["status_detail"] = MigrationLife.Detail("first"),
            ["code"] = code,
            ["csv_file_name"] = $"{code}.csv",
            ["original_csv_file_name"] = call.Sent("csv_file_name"),
            ["csv_file_size"] = call.SentNumber("csv_file_size") ?? Encoding.UTF8.GetByteCount(content),
            ["preset"] = call.Sent("preset"),
            ["resources_has_errors"] = false,
            ["admin_first_execution_override"] = false,
            ["admin_second_execution_override"] = false,
            ["resources"] = rows.Count,
            ["can_delete"] = true,
            ["execute_now"] = isNow,
            ["is_late"] = false,
            ["owner"] = owner.CustomerCode,
            ["created_at"] = call.World.Now,
            ["updated_at"] = call.World.Now,
        })));

        SetDate(migration, "first_execution_date", first);
        SetDate(migration, "second_execution_date", second);
        SetDate(migration, "from_date", FromDate(call));
        MigrationLife.Begin(call.World, migration, rows);
        return Answer.Created(code, "Migration created");
    }

    private static Answer Execute(Call call)
    {
        var migration = Find(call);

        if (migration.Text("status") is "validating" or "running")
        {
            throw RefusalException.Invalid(("execution", "is not valid"));
        }

        migration.Set($"admin_{call.Sent("execution")}_execution_override", true);
        MigrationLife.Run(call.World, migration, call.Sent("execution"));
        return Answer.Empty;
    }

    private static Answer Delete(Call call)
    {
        var migration = Find(call);
        migration.Set("can_delete", false);
        call.World.Delete(migration, () => call.World.Migrations.Remove(migration.Code));
        return Answer.Empty;
    }

    private static DateTimeOffset? FromDate(Call call) => (call.Sends("date_filter_preset") ? call.Sent("date_filter_preset") : "all") switch
    {
        "last_month" => call.World.Schedule.Now.AddMonths(-1),
        "last_6_months" => call.World.Schedule.Now.AddMonths(-6),
        "last_year" => call.World.Schedule.Now.AddYears(-1),
        "custom" => Date(call, "custom_from_date") ?? throw RefusalException.Invalid(("custom_from_date", "is required")),
        _ => null,
    };

    private static DateTimeOffset? Date(Call call, string field) =>
        !call.Sends(field) ? null
        : DateTimeOffset.TryParse(call.Sent(field), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date
        : throw RefusalException.Invalid((field, "is not valid"));

    private static void SetDate(Entity migration, string field, DateTimeOffset? date)
    {
        if (date is { } known)
        {
            migration.Set(field, World.Format(known));
        }
    }
}
