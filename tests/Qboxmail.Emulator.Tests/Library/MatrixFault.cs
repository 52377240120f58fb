
namespace Qboxmail.Emulator.Tests;

/// <summary>A fault of the matrix, and what a call must come to under it.</summary>
/// <param name="fault">What the emulator does wrong.</param>
/// <param name="name">What it is called in failures.</param>
/// <param name="runs">Which clock is moved on while the emulator pauses.</param>
internal sealed class MatrixFault(EmulatorFault fault, string name, MatrixFault.Clock runs = MatrixFault.Clock.None)
{
    private const int MaxTries = 4;
    private const int MaxPages = 50;
    private const int MaxPagesWithoutIdentity = 10_001;

    public enum Clock
    {
        /// <summary>The emulator does not pause.</summary>
        None,

        /// <summary>The emulator's, so that its pauses end.</summary>
        Emulator,

        /// <summary>The library's, so that it loses patience.</summary>
        Library,

        /// <summary>None: the caller cancels.</summary>
        Cancelled,
    }

    public static IReadOnlyList<MatrixFault> All { get; } =
    [
        new(new(EmulatorFaultKind.Delay) { AfterWork = true, Delay = TimeSpan.FromSeconds(5) }, "a delay within the timeout", Clock.Emulator),
        new(new(EmulatorFaultKind.Delay), "a delay before the work", Clock.Library),
        new(new(EmulatorFaultKind.Delay) { AfterWork = true }, "a delay after the work", Clock.Library),
        new(new(EmulatorFaultKind.Delay), "a cancellation before the work", Clock.Cancelled),
        new(new(EmulatorFaultKind.Delay) { AfterWork = true }, "a cancellation after the work", Clock.Cancelled),
        new(new(EmulatorFaultKind.RateLimit) { Times = 1 }, "a rate limit once"),
        new(new(EmulatorFaultKind.RateLimit), "a rate limit for ever"),
        new(new(EmulatorFaultKind.ServerError) { Times = 1 }, "500 once before the work"),
        new(new(EmulatorFaultKind.ServerError) { Status = 503 }, "503 for ever before the work"),
        new(new(EmulatorFaultKind.ServerError) { Status = 502, Times = 1, AfterWork = true }, "502 once after the work"),
        new(new(EmulatorFaultKind.ServerError) { AfterWork = true }, "500 for ever after the work"),
        new(new(EmulatorFaultKind.Drop) { Times = 1 }, "a drop once before the work"),
        new(new(EmulatorFaultKind.Drop), "drops for ever before the work"),
        new(new(EmulatorFaultKind.Drop) { Times = 1, AfterWork = true }, "a drop once after the work"),
        new(new(EmulatorFaultKind.Drop) { AfterWork = true }, "drops for ever after the work"),
        new(new(EmulatorFaultKind.CutBody) { Times = 1 }, "a cut body once"),
        new(new(EmulatorFaultKind.CutBody), "cut bodies for ever"),
        new(new(EmulatorFaultKind.HalfJson), "half of the JSON"),
        new(new(EmulatorFaultKind.SlowBody), "a slow body within the timeout", Clock.Emulator),
        new(new(EmulatorFaultKind.SlowBody), "a slow body beyond the timeout", Clock.Library),
        new(new(EmulatorFaultKind.HtmlPage), "a page of HTML before the work"),
        new(new(EmulatorFaultKind.HtmlPage) { AfterWork = true }, "a page of HTML after the work"),
        new(new(EmulatorFaultKind.HtmlPage) { Status = 502, Times = 1 }, "502 with a page of HTML once before the work"),
        new(new(EmulatorFaultKind.WrongContentType), "a wrong content type"),
        new(new(EmulatorFaultKind.EmptyBody), "an empty body"),
        new(new(EmulatorFaultKind.UnknownEnumValue), "an unknown state"),
        new(new(EmulatorFaultKind.ExtraField), "an extra field"),
        new(new(EmulatorFaultKind.WrongFieldType), "fields of other types"),
        new(new(EmulatorFaultKind.RowsVanish), "rows that vanish"),
        new(new(EmulatorFaultKind.RowsAppear), "rows that appear"),
        new(new(EmulatorFaultKind.EmptyListNotFound), "an empty list that is not found"),
        new(new(EmulatorFaultKind.HtmlPage) { Status = 404 }, "404 with a page of HTML before the work"),
        new(new(EmulatorFaultKind.HtmlPage) { Status = 502, AfterWork = true }, "502 with pages of HTML for ever after the work"),
        new(new(EmulatorFaultKind.TotalsTooHigh), "totals that are too high"),
        new(new(EmulatorFaultKind.TotalsZero), "totals of 0"),
        new(new(EmulatorFaultKind.TotalsAsText), "totals that are text"),
        new(new(EmulatorFaultKind.TotalsMissing), "totals that are absent"),
        new(new(EmulatorFaultKind.EndlessPages), "pages without an end"),
        new(new(EmulatorFaultKind.ResourcesAsObject), "resources as an object"),
        new(new(EmulatorFaultKind.WrongContentEncoding), "a wrong content encoding"),
        new(new(EmulatorFaultKind.SetCookie), "a cookie"),
        new(new(EmulatorFaultKind.NullFields), "fields that are null"),
        new(new(EmulatorFaultKind.AllFields), "every documented field"),
        new(new(EmulatorFaultKind.OtherDateFormat), "another format of dates"),
        new(new(EmulatorFaultKind.OtherCase), "states in another case"),
    ];

    public EmulatorFault Fault { get; } = fault;

    public Clock Runs { get; } = runs;

    public override string ToString() => name;

    /// <summary>Which clock is moved on for an operation. The body of a file may take as long as it likes.</summary>
    public Clock RunsFor(DocumentedOperation operation) =>
        Fault.Kind == EmulatorFaultKind.SlowBody && operation.Returns == "file" ? Clock.Emulator : Runs;

    public Expectation For(DocumentedOperation operation)
    {
        var isRepeatable = operation.Method == HttpMethod.Get || operation.IsIdempotent == true;
        var hasJson = operation.Returns is not ("empty" or "file");
        var fine = new Expectation(Outcome.Value, 1, IsDone: true);

        return Fault.Kind switch
        {
            _ when Runs == Clock.Cancelled => new(Outcome.Cancelled, 1, IsDone: Fault.AfterWork),
            EmulatorFaultKind.HtmlPage when Fault.Status == 404 => new(Outcome.NotFoundPage, 1, IsDone: Fault.AfterWork),
            EmulatorFaultKind.TotalsTooHigh when operation.Returns == "page" => Bounded(Outcome.Incomplete, MaxPages),
            // Without an identity, no item is known to be repeated.
            EmulatorFaultKind.EndlessPages when operation.Returns == "page" =>
                Bounded(Outcome.Incomplete, HasIdentity(operation) ? MaxPages : MaxPagesWithoutIdentity),
            // Without totals, only the page after a full one shows the end.
            EmulatorFaultKind.TotalsZero or EmulatorFaultKind.TotalsAsText or EmulatorFaultKind.TotalsMissing when operation.Returns == "page" =>
                Bounded(Outcome.Value, 2),
            EmulatorFaultKind.WrongContentEncoding when operation.Returns != "empty" => new(Outcome.Unexpected, 1, IsDone: true),
            EmulatorFaultKind.RateLimit => Repeated(Outcome.RateLimited, isRepeatable: true),
            EmulatorFaultKind.ServerError => Repeated(Outcome.ServerError, isRepeatable),
            EmulatorFaultKind.HtmlPage when Fault.Status is not null =>
                Repeated(Outcome.ServerError, isRepeatable),
            EmulatorFaultKind.Drop => Repeated(Outcome.Lost, isRepeatable),
            EmulatorFaultKind.Delay when Runs == Clock.Library => Repeated(Outcome.TooLate, isRepeatable),
            EmulatorFaultKind.SlowBody when Runs == Clock.Library && hasJson => Repeated(Outcome.TooLate, isRepeatable) with { IsDone = true },
            EmulatorFaultKind.CutBody when hasJson => Repeated(Outcome.Lost, isRepeatable) with { IsDone = true },
            EmulatorFaultKind.CutBody when operation.Returns == "file" => new(Outcome.LostFile, 1, IsDone: true),
            EmulatorFaultKind.EmptyListNotFound when operation.Parent is null => new(Outcome.NotFound, 1, IsDone: true),
            EmulatorFaultKind.HtmlPage => new(Outcome.Unexpected, 1, IsDone: Fault.AfterWork),
            EmulatorFaultKind.HalfJson or EmulatorFaultKind.EmptyBody when hasJson => new(Outcome.Unexpected, 1, IsDone: true),
            // Nothing is left of an answer that has but the code of what was created.
            EmulatorFaultKind.WrongFieldType when operation.Returns == "created" => new(Outcome.Unexpected, 1, IsDone: true),
            _ => fine,
        };
    }

    private static Expectation Bounded(Outcome outcome, int sends) => new(outcome, sends, IsDone: true) { MayTakeFewer = true };

    private static bool HasIdentity(DocumentedOperation operation) =>
        operation.Success.Content!.Schema!.Properties!["resources"].Items!.Extension("x-qboxmail-identity")?.ToString() != "none";

    private Expectation Repeated(Outcome failure, bool isRepeatable) => (isRepeatable, Fault.Times) switch
    {
        (true, 1) => new(Outcome.Value, 2, IsDone: true),
        (true, _) => new(failure, MaxTries, IsDone: Fault.AfterWork),
        (false, _) => new(failure, 1, IsDone: Fault.AfterWork),
    };

    /// <param name="Outcome">How the call ends.</param>
    /// <param name="Sends">How many requests reach the emulator.</param>
    /// <param name="IsDone">Whether the work is done at the end, and then once.</param>
    public sealed record Expectation(Outcome Outcome, int Sends, bool IsDone)
    {
        /// <summary>
        /// Gets a value indicating whether fewer requests are right too: the number of pages until a list is given up is not promised.
        /// </summary>
        public bool MayTakeFewer { get; init; }
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
        Lost,
        LostFile,
        TooLate,
        Cancelled,
    }
}
