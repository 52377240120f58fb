using System.Text.Json.Nodes;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Operations;

/// <summary>
/// What a migration goes through: its rows are checked, it is scheduled, and it runs once or twice. The order of the columns is that of the
/// document's example. How a row ends is told by its remote host: <c>error.…</c> fails and <c>crash.…</c> crashes.
/// </summary>
internal static class MigrationStateMachine
{
    private static readonly string[] Columns = ["local_email", "remote_server", "remote_username", ImportKinds.PasswordColumn];

    /// <summary>What rows show of themselves.</summary>
    private static readonly string[] Shown = [.. Columns.Except([ImportKinds.PasswordColumn])];

    public static bool HasEnded(Entity migration) => migration.Text("status") is "completed" or "completed_with_errors" or "failed";

    public static string Detail(string execution) => $"{execution} execution";

    public static void Begin(EmulatorState world, CsvEntity migration, List<IReadOnlyList<string>> rows)
    {
        var id = world.Codes.Id();

        foreach (var row in rows)
        {
            var code = world.Codes.MigrationRow();
            var fields = new JsonObject
            {
                ["code"] = code,
                ["status_detail"] = "",
                ["created_at"] = world.Now,
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
            Start(world, entity, TestRun);
        }

        Plan(world, migration, world.Delays.Validation, () => Validate(world, migration));
    }

    /// <summary>Starts an execution at once, whatever was planned.</summary>
    public static void Run(EmulatorState world, CsvEntity migration, string execution)
    {
        Show(world, migration, "running", execution);

        foreach (var row in migration.Rows.Where(IsRight))
        {
            Start(world, row, $"{execution}_execution_run");
        }

        Plan(world, migration, world.Delays.Execution, () => Finish(world, migration, execution));
    }

    private const string TestRun = "test_run";

    private static void Validate(EmulatorState world, CsvEntity migration)
    {
        foreach (var row in migration.Rows)
        {
            End(world, row, TestRun, ErrorOf(world, Owner.Of(migration), row) is { } error ? ("error", error) : ("success", null));
        }

        migration.Set("resources_has_errors", migration.Rows.Any(row => !IsRight(row)));

        if (!migration.Rows.Any(IsRight))
        {
            Show(world, migration, "failed", "first");
            return;
        }

        Show(world, migration, "to_schedule", "first");
        Plan(world, migration, world.Delays.Scheduling, () => Schedule(world, migration, "first"));
    }

    private static void Schedule(EmulatorState world, CsvEntity migration, string execution)
    {
        var start = execution == "first" && migration.IsTrue("execute_now")
            ? world.Schedule.Now
            : migration.Time($"{execution}_execution_date")!.Value;
        var wait = start - world.Schedule.Now;

        migration.Set("is_late", wait < TimeSpan.Zero);
        Show(world, migration, "scheduled", execution);
        Plan(world, migration, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, () => Run(world, migration, execution));
    }

    // That a first execution is followed by the second without an end in between is supposed.
    private static void Finish(EmulatorState world, CsvEntity migration, string execution)
    {
        foreach (var row in migration.Rows.Where(IsRight))
        {
            End(world, row, $"{execution}_execution_run", row.Text("remote_server")!.Split('.')[0] switch
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
            Schedule(world, migration, "second");
        }
        else
        {
            Show(world, migration, failed == 0 ? "completed" : failed == migration.Rows.Count ? "failed" : "completed_with_errors", execution);
        }
    }

    private static string? ErrorOf(EmulatorState world, Owner owner, Entity row) =>
        Shown.FirstOrDefault(name => string.IsNullOrEmpty(row.Text(name))) is { } missing ? $"{missing} is required"
        : world.FindMailbox(row.Text("local_email")!) is { } mailbox && owner.MaySee(mailbox.Domain) ? null
        : "local_email is not found";

    /// <summary>Whether the trial of a row succeeded; only such rows are executed.</summary>
    private static bool IsRight(Entity row) => row.Fields[TestRun]!["status"]!.GetValue<string>() == "success";

    private static void Start(EmulatorState world, Entity row, string run)
    {
        row.Set("status", "running");
        row.Set("updated_at", world.Now);
        row.Set(run, new JsonObject { ["status"] = "running", ["started_at"] = world.Now });
    }

    private static void End(EmulatorState world, Entity row, string run, (string Status, string? Error) outcome)
    {
        row.Set("status", outcome.Status);
        row.Set("updated_at", world.Now);
        row.Set("error_details", outcome.Error is null ? [] : new JsonArray(outcome.Error));
        row.Fields[run]!["status"] = outcome.Status;
        row.Fields[run]!["finished_at"] = world.Now;
    }

    private static void Show(EmulatorState world, CsvEntity migration, string status, string execution)
    {
        migration.Set("status", status);
        migration.Set("status_detail", Detail(execution));
        migration.Set("updated_at", world.Now);
    }

    /// <summary>Does the next thing after a while, unless another was planned by then.</summary>
    private static void Plan(EmulatorState world, CsvEntity migration, TimeSpan delay, Action action)
    {
        var plan = ++migration.Plan;

        world.Later(delay, migration, () =>
        {
            if (plan == migration.Plan)
            {
                action();
            }
        });
    }
}
