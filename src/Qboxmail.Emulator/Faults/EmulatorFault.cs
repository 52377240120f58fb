namespace Qboxmail.Emulator;

/// <summary>Something that goes wrong on demand.</summary>
/// <param name="kind">What goes wrong.</param>
public sealed class EmulatorFault(EmulatorFaultKind kind)
{
    /// <summary>What goes wrong.</summary>
    public EmulatorFaultKind Kind { get; } = kind;

    /// <summary>Operation that it befalls, such as <c>Domains_List</c>; null, the default, for all.</summary>
    public string? Operation { get; init; }

    /// <summary>How many calls it befalls, 1 or more; null, the default, for no end.</summary>
    public int? Times { get; init; }

    /// <summary>Share of the calls that it befalls, more than 0 and at most 1. 1 by default. The same calls meet the same faults in each run.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>
    /// Whether the work is done before it goes wrong, so that the caller cannot know. False by default. For <see cref="EmulatorFaultKind.Delay"/>,
    /// <see cref="EmulatorFaultKind.ServerError"/>, <see cref="EmulatorFaultKind.Drop"/> and <see cref="EmulatorFaultKind.HtmlPage"/>; the other kinds do
    /// the work, but for <see cref="EmulatorFaultKind.RateLimit"/>.
    /// </summary>
    public bool AfterWork { get; init; }

    /// <summary>
    /// Status of the answer: 500 to 599 for <see cref="EmulatorFaultKind.ServerError"/>, 200 to 599 for <see cref="EmulatorFaultKind.HtmlPage"/>. Null, the
    /// default, for that of the kind.
    /// </summary>
    public int? Status { get; init; }

    /// <summary>How long, where the kind has a time: up to a day. 1 second by default.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many rows vanish or appear, 1 or more. 1 by default.</summary>
    public int Rows { get; init; } = 1;

    internal bool IsForLists => Kind is EmulatorFaultKind.RowsVanish or EmulatorFaultKind.RowsAppear or EmulatorFaultKind.EmptyListNotFound
        or EmulatorFaultKind.TotalsTooHigh or EmulatorFaultKind.TotalsZero or EmulatorFaultKind.TotalsAsText or EmulatorFaultKind.TotalsMissing
        or EmulatorFaultKind.EndlessPages;

    /// <summary>Whether it goes wrong instead of the work or before it, unless <see cref="AfterWork"/> says otherwise.</summary>
    internal bool ComesBeforeWork =>
        Kind is EmulatorFaultKind.Delay or EmulatorFaultKind.ServerError or EmulatorFaultKind.Drop or EmulatorFaultKind.HtmlPage;
}
