namespace Qboxmail.Emulator.Tests;

/// <summary>A fault of the matrix, and the expected outcome of a call under it.</summary>
/// <param name="fault">The fault of the emulator.</param>
/// <param name="name">The name in test failures.</param>
/// <param name="clock">The clock that advances while the emulator delays a response.</param>
internal sealed class MatrixFault(EmulatorFault fault, string name, MatrixFault.Clock clock = MatrixFault.Clock.None)
{
    private const int MaxAttempts = 4;
    private const int MaxPages = 50;
    private const int MaxPagesWithoutIdentityAndTotals = 1000;

    public enum Clock
    {
        /// <summary>None: the emulator delays nothing.</summary>
        None,

        /// <summary>The emulator's clock, which ends its delays.</summary>
        Emulator,

        /// <summary>The library's clock, which makes attempts time out.</summary>
        Library,

        /// <summary>None: the caller cancels.</summary>
        Canceled,
    }

    public static IReadOnlyList<MatrixFault> All { get; } =
    [
        new(new(EmulatorFaultKind.Delay) { AfterWork = true, Delay = TimeSpan.FromSeconds(5) }, "a delay within the timeout", Clock.Emulator),
        new(new(EmulatorFaultKind.Delay), "a delay before processing", Clock.Library),
        new(new(EmulatorFaultKind.Delay) { AfterWork = true }, "a delay after processing", Clock.Library),
        new(new(EmulatorFaultKind.Delay), "a cancellation before processing", Clock.Canceled),
        new(new(EmulatorFaultKind.Delay) { AfterWork = true }, "a cancellation after processing", Clock.Canceled),
        new(new(EmulatorFaultKind.RateLimit) { Times = 1 }, "a rate limit once"),
        new(new(EmulatorFaultKind.RateLimit), "a permanent rate limit"),
        new(new(EmulatorFaultKind.ServerError) { Times = 1 }, "500 once before processing"),
        new(new(EmulatorFaultKind.ServerError) { Status = 503 }, "permanent 503 before processing"),
        new(new(EmulatorFaultKind.ServerError) { Status = 502, Times = 1, AfterWork = true }, "502 once after processing"),
        new(new(EmulatorFaultKind.ServerError) { AfterWork = true }, "permanent 500 after processing"),
        new(new(EmulatorFaultKind.Drop) { Times = 1 }, "a drop once before processing"),
        new(new(EmulatorFaultKind.Drop), "permanent drops before processing"),
        new(new(EmulatorFaultKind.Drop) { Times = 1, AfterWork = true }, "a drop once after processing"),
        new(new(EmulatorFaultKind.Drop) { AfterWork = true }, "permanent drops after processing"),
        new(new(EmulatorFaultKind.CutBody) { Times = 1 }, "a truncated body once"),
        new(new(EmulatorFaultKind.CutBody), "permanently truncated bodies"),
        new(new(EmulatorFaultKind.HalfJson), "half of the JSON"),
        new(new(EmulatorFaultKind.SlowBody), "a slow body within the timeout", Clock.Emulator),
        new(new(EmulatorFaultKind.SlowBody), "a slow body beyond the timeout", Clock.Library),
        new(new(EmulatorFaultKind.HtmlPage), "an HTML page before processing"),
        new(new(EmulatorFaultKind.HtmlPage) { AfterWork = true }, "an HTML page after processing"),
        new(new(EmulatorFaultKind.HtmlPage) { Status = 502, Times = 1 }, "502 with an HTML page once before processing"),
        new(new(EmulatorFaultKind.WrongContentType), "a wrong Content-Type"),
        new(new(EmulatorFaultKind.EmptyBody), "an empty body"),
        new(new(EmulatorFaultKind.UnknownEnumValue), "an unknown state"),
        new(new(EmulatorFaultKind.ExtraField), "an extra field"),
        new(new(EmulatorFaultKind.WrongFieldType), "fields of unexpected types"),
        new(new(EmulatorFaultKind.RowsVanish), "items that vanish"),
        new(new(EmulatorFaultKind.RowsAppear), "items that appear"),
        new(new(EmulatorFaultKind.EmptyListNotFound), "an empty list that is not found"),
        new(new(EmulatorFaultKind.HtmlPage) { Status = 404 }, "404 with an HTML page before processing"),
        new(new(EmulatorFaultKind.HtmlPage) { Status = 502, AfterWork = true }, "permanent 502 with an HTML page after processing"),
        new(new(EmulatorFaultKind.TotalsTooHigh), "totals too high"),
        new(new(EmulatorFaultKind.TotalsZero), "totals of 0"),
        new(new(EmulatorFaultKind.TotalsAsText), "totals as strings"),
        new(new(EmulatorFaultKind.TotalsMissing), "no totals"),
        new(new(EmulatorFaultKind.EndlessPages), "endless pages"),
        new(new(EmulatorFaultKind.ResourcesAsObject), "resources as an object"),
        new(new(EmulatorFaultKind.WrongContentEncoding), "a wrong Content-Encoding"),
        new(new(EmulatorFaultKind.SetCookie), "a cookie"),
        new(new(EmulatorFaultKind.NullFields), "null fields"),
        new(new(EmulatorFaultKind.AllFields), "every documented field"),
        new(new(EmulatorFaultKind.OtherDateFormat), "another date format"),
        new(new(EmulatorFaultKind.OtherCase), "capitalized states"),
    ];

    public EmulatorFault Fault { get; } = fault;

    /// <summary>Gets a value indicating whether the fault changes a list beyond the response.</summary>
    public bool ChangesList => Fault.Kind is EmulatorFaultKind.RowsVanish or EmulatorFaultKind.RowsAppear or EmulatorFaultKind.EmptyListNotFound;

    public override string ToString() => name;

    /// <summary>Returns the faults to inject into the responses of an operation.</summary>
    public IEnumerable<EmulatorFault> CreateFor(DocumentedOperation operation)
    {
        yield return new EmulatorFault(Fault.Kind)
        {
            Operation = operation.Id,
            Times = Fault.Times,
            AfterWork = Fault.AfterWork,
            Status = Fault.Status,
            Delay = Fault.Delay,
            Rows = Fault.Rows,
        };

        // Without an identity, the library cannot recognize repeated items. It gives up after 10,000 pages, which EndlessListTests covers without a
        // server, or after 1,000 without totals.
        if (Fault.Kind == EmulatorFaultKind.EndlessPages && !HasIdentity(operation))
        {
            yield return new EmulatorFault(EmulatorFaultKind.TotalsMissing) { Operation = operation.Id };
        }
    }

    /// <summary>Returns the clock to advance for an operation. The body of a file has no timeout.</summary>
    public Clock ClockFor(DocumentedOperation operation) =>
        Fault.Kind == EmulatorFaultKind.SlowBody && operation.Returns == "file" ? Clock.Emulator : clock;

    public Expectation For(DocumentedOperation operation)
    {
        var isRepeatable = operation.Method == HttpMethod.Get || operation.IsIdempotent == true;
        var hasJson = operation.Returns is not ("empty" or "file");
        var success = new Expectation(Outcome.Value, 1, IsProcessed: true);

        return Fault.Kind switch
        {
            _ when clock == Clock.Canceled => new(Outcome.Canceled, 1, IsProcessed: Fault.AfterWork),
            EmulatorFaultKind.HtmlPage when Fault.Status == 404 => new(Outcome.NotFoundPage, 1, IsProcessed: Fault.AfterWork),
            EmulatorFaultKind.TotalsTooHigh when operation.Returns == "page" => Bounded(Outcome.Incomplete, MaxPages),
            EmulatorFaultKind.EndlessPages when operation.Returns == "page" =>
                HasIdentity(operation) ? Bounded(Outcome.Incomplete, MaxPages) : Bounded(Outcome.Value, MaxPagesWithoutIdentityAndTotals),
            // Without totals, only the page after a full page shows the end.
            EmulatorFaultKind.TotalsZero or EmulatorFaultKind.TotalsAsText or EmulatorFaultKind.TotalsMissing when operation.Returns == "page" =>
                Bounded(Outcome.Value, 2),
            EmulatorFaultKind.WrongContentEncoding when operation.Returns != "empty" => new(Outcome.Unexpected, 1, IsProcessed: true),
            EmulatorFaultKind.RateLimit => Retried(Outcome.RateLimited, isRepeatable: true),
            EmulatorFaultKind.ServerError => Retried(Outcome.ServerError, isRepeatable),
            EmulatorFaultKind.HtmlPage when Fault.Status is not null =>
                Retried(Outcome.ServerError, isRepeatable),
            EmulatorFaultKind.Drop => Retried(Outcome.ConnectionLost, isRepeatable),
            EmulatorFaultKind.Delay when clock == Clock.Library => Retried(Outcome.TimedOut, isRepeatable),
            EmulatorFaultKind.SlowBody when clock == Clock.Library && hasJson => Retried(Outcome.TimedOut, isRepeatable) with { IsProcessed = true },
            EmulatorFaultKind.CutBody when hasJson => Retried(Outcome.ConnectionLost, isRepeatable) with { IsProcessed = true },
            EmulatorFaultKind.CutBody when operation.Returns == "file" => new(Outcome.BrokenDownload, 1, IsProcessed: true),
            EmulatorFaultKind.EmptyListNotFound when operation.Parent is null => new(Outcome.NotFound, 1, IsProcessed: true),
            EmulatorFaultKind.HtmlPage => new(Outcome.Unexpected, 1, IsProcessed: Fault.AfterWork),
            EmulatorFaultKind.HalfJson or EmulatorFaultKind.EmptyBody when hasJson => new(Outcome.Unexpected, 1, IsProcessed: true),
            // The code of the created resource is the only field of the response, and its value is not usable.
            EmulatorFaultKind.WrongFieldType when operation.Returns == "created" => new(Outcome.Unexpected, 1, IsProcessed: true),
            _ => success,
        };
    }

    private static Expectation Bounded(Outcome outcome, int sends) => new(outcome, sends, IsProcessed: true) { MaySendFewer = true };

    private static bool HasIdentity(DocumentedOperation operation) =>
        operation.Success.Content!.Schema!.Properties!["resources"].Items!.Extension("x-qboxmail-identity")?.ToString() != "none";

    private Expectation Retried(Outcome failure, bool isRepeatable) => (isRepeatable, Fault.Times) switch
    {
        (true, 1) => new(Outcome.Value, 2, IsProcessed: true),
        (true, _) => new(failure, MaxAttempts, IsProcessed: Fault.AfterWork),
        (false, _) => new(failure, 1, IsProcessed: Fault.AfterWork),
    };

    /// <param name="Outcome">The outcome of the call.</param>
    /// <param name="Sends">The number of requests that reach the emulator.</param>
    /// <param name="IsProcessed">Whether the emulator processes the request, exactly once.</param>
    public sealed record Expectation(Outcome Outcome, int Sends, bool IsProcessed)
    {
        /// <summary>
        /// Gets a value indicating whether fewer requests are correct too: the library does not promise after how many pages it gives up a list.
        /// </summary>
        public bool MaySendFewer { get; init; }
    }

    public enum Outcome
    {
        Value,
        RateLimited,
        ServerError,
        NotFound,
        Unexpected,
        NotFoundPage,
        Incomplete,
        ConnectionLost,
        BrokenDownload,
        TimedOut,
        Canceled,
    }
}
