using System.Text.Json.Nodes;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

/// <summary>
/// Moves a migration through its states: its rows are validated, it is scheduled, and it is executed once or twice. The CSV columns have the order of
/// the example in the OpenAPI document. A row fails if its remote host begins with <c>error.</c>, and crashes if it begins with <c>crash.</c>.
/// </summary>
internal static class MigrationStateMachine
{
    private static readonly string[] Columns = ["local_email", "remote_server", "remote_username", ImportKinds.PasswordColumn];

    /// <summary>The CSV columns that responses contain.</summary>
    private static readonly string[] Shown = [.. Columns.Except([ImportKinds.PasswordColumn])];

    public static bool HasEnded(Entity migration) => migration.Text("status") is "completed" or "completed_with_errors" or "failed";

    public static string Detail(string execution) => $"{execution} execution";

    public static void Begin(EmulatorState state, CsvEntity migration, List<IReadOnlyList<string>> rows)
    {
        var id = state.Codes.Id();

        foreach (var row in rows)
        {
            var code = state.Codes.MigrationRow();
            var fields = new JsonObject
            {
                ["code"] = code,
                ["status_detail"] = "",
                ["created_at"] = state.Now,
                ["error_details"] = new JsonArray(),
                ["migration_id"] = id,
                ["masteruser"] = row.ElementAtOrDefault(Columns.Length) ?? "",
                ["test_run"] = new JsonObject(),
                ["first_execution_run"] = new JsonObject(),
                ["second_execution_run"] = new JsonObject(),
            };

            foreach (var (name, value) in Columns.Zip(row).Where(field => Shown.Contains(field.First)))
            {
                fields[name] = value;
            }

            if (migration.Fields["from_date"] is { } date)
            {
                fields["from_date"] = date.DeepClone();
            }

            var entity = new Entity(code, fields);
            migration.Rows.Add(entity);
            Start(state, entity, TestRun);
        }

        Plan(state, migration, state.Delays.Validation, () => Validate(state, migration));
    }

    /// <summary>Starts an execution immediately, in place of the next scheduled action.</summary>
    public static void Run(EmulatorState state, CsvEntity migration, string execution)
    {
        Show(state, migration, "running", execution);

        foreach (var row in migration.Rows.Where(IsRight))
        {
            Start(state, row, $"{execution}_execution_run");
        }

        Plan(state, migration, state.Delays.Execution, () => Finish(state, migration, execution));
    }

    private const string TestRun = "test_run";

    private static void Validate(EmulatorState state, CsvEntity migration)
    {
        foreach (var row in migration.Rows)
        {
            End(state, row, TestRun, ErrorOf(state, Owner.Of(migration), row) is { } error ? ("error", error) : ("success", null));
        }

        migration.Set("resources_has_errors", migration.Rows.Any(row => !IsRight(row)));

        if (!migration.Rows.Any(IsRight))
        {
            Show(state, migration, "failed", "first");
            return;
        }

        Show(state, migration, "to_schedule", "first");
        Plan(state, migration, state.Delays.Scheduling, () => Schedule(state, migration, "first"));
    }

    private static void Schedule(EmulatorState state, CsvEntity migration, string execution)
    {
        var start = execution == "first" && migration.IsTrue("execute_now")
            ? state.Schedule.Now
            : migration.Time($"{execution}_execution_date")!.Value;
        var wait = start - state.Schedule.Now;

        migration.Set("is_late", wait < TimeSpan.Zero);
        Show(state, migration, "scheduled", execution);
        Plan(state, migration, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, () => Run(state, migration, execution));
    }

    // The emulator assumes that the second execution follows the first without a final state in between.
    private static void Finish(EmulatorState state, CsvEntity migration, string execution)
    {
        foreach (var row in migration.Rows.Where(IsRight))
        {
            End(state, row, $"{execution}_execution_run", row.Text("remote_server")!.Split('.')[0] switch
            {
                "error" => ("error", "The remote server refused the login."),
                "crash" => ("crashed", "The copy ended unexpectedly."),
                _ => ("success", null),
            });
        }

        var failed = migration.Rows.Count(row => row.Text("status") != "success");
        migration.Set("resources_has_errors", failed > 0);

        if (execution == "first" && migration.Fields.ContainsKey("second_execution_date"))
        {
            Schedule(state, migration, "second");
        }
        else
        {
            Show(state, migration, failed == 0 ? "completed" : failed == migration.Rows.Count ? "failed" : "completed_with_errors", execution);
        }
    }

    private static string? ErrorOf(EmulatorState state, Owner owner, Entity row) =>
        Shown.FirstOrDefault(name => string.IsNullOrEmpty(row.Text(name))) is { } missing ? $"{missing} is required"
        : state.FindMailbox(row.Text("local_email")!) is { } mailbox && owner.MaySee(mailbox.Domain) ? null
        : "local_email is not found";

    /// <summary>Returns a value indicating whether the test run of a row succeeded. Only such rows are executed.</summary>
    private static bool IsRight(Entity row) => row.Fields[TestRun]!["status"]!.GetValue<string>() == "success";

    private static void Start(EmulatorState state, Entity row, string run)
    {
        row.Set("status", "running");
        row.Set("updated_at", state.Now);
        row.Set(run, new JsonObject { ["status"] = "running", ["started_at"] = state.Now });
    }

    private static void End(EmulatorState state, Entity row, string run, (string Status, string? Error) outcome)
    {
        row.Set("status", outcome.Status);
        row.Set("updated_at", state.Now);
        row.Set("error_details", outcome.Error is null ? [] : new JsonArray(outcome.Error));
        row.Fields[run]!["status"] = outcome.Status;
        row.Fields[run]!["finished_at"] = state.Now;
    }

    private static void Show(EmulatorState state, CsvEntity migration, string status, string execution)
    {
        migration.Set("status", status);
        migration.Set("status_detail", Detail(execution));
        migration.Set("updated_at", state.Now);
    }

    /// <summary>Schedules an action, which replaces the previously scheduled action.</summary>
    private static void Plan(EmulatorState state, CsvEntity migration, TimeSpan delay, Action action)
    {
        var plan = ++migration.Plan;

        state.Later(delay, migration, () =>
        {
            if (plan == migration.Plan)
            {
                action();
            }
        });
    }
}
