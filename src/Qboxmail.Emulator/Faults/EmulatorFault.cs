namespace Qboxmail.Emulator;

/// <summary>A fault that the emulator injects into requests.</summary>
/// <param name="kind">The kind of fault.</param>
public sealed class EmulatorFault(EmulatorFaultKind kind)
{
    /// <summary>Gets the kind of fault.</summary>
    public EmulatorFaultKind Kind { get; } = kind;

    /// <summary>
    /// Gets the ID of the operation that the fault affects, such as <c>Domains_List</c>. The default is <see langword="null"/>, which affects all
    /// operations.
    /// </summary>
    public string? Operation { get; init; }

    /// <summary>
    /// Gets the number of requests that the fault affects, from 1 to 1,000,000. The default is <see langword="null"/>, which affects all requests.
    /// </summary>
    public int? Times { get; init; }

    /// <summary>
    /// Gets the fraction of requests that the fault affects, greater than 0 and at most 1. The default is 1. A fixed random seed selects the same
    /// requests in each run.
    /// </summary>
    public double Rate { get; init; } = 1;

    /// <summary>
    /// Gets a value indicating whether the emulator processes the request before it injects a <see cref="EmulatorFaultKind.Delay"/>,
    /// <see cref="EmulatorFaultKind.ServerError"/>, <see cref="EmulatorFaultKind.Drop"/> or <see cref="EmulatorFaultKind.HtmlPage"/>. The default is
    /// <see langword="false"/>. All other kinds except <see cref="EmulatorFaultKind.RateLimit"/> always process the request.
    /// </summary>
    public bool AfterWork { get; init; }

    /// <summary>
    /// Gets the status code of the response: 500 to 599 for <see cref="EmulatorFaultKind.ServerError"/>, 200 to 599 for
    /// <see cref="EmulatorFaultKind.HtmlPage"/>. The default is <see langword="null"/>, which selects the default status code of the kind.
    /// </summary>
    public int? Status { get; init; }

    /// <summary>
    /// Gets the delay for <see cref="EmulatorFaultKind.Delay"/>, <see cref="EmulatorFaultKind.SlowBody"/> and
    /// <see cref="EmulatorFaultKind.RateLimit"/>, from zero to one day. The default is 1 second.
    /// </summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets the number of list items to remove or add for <see cref="EmulatorFaultKind.RowsVanish"/> and <see cref="EmulatorFaultKind.RowsAppear"/>,
    /// from 1 to 1,000. The default is 1.
    /// </summary>
    public int Rows { get; init; } = 1;

    internal bool IsForLists => Kind is EmulatorFaultKind.RowsVanish or EmulatorFaultKind.RowsAppear or EmulatorFaultKind.EmptyListNotFound
        or EmulatorFaultKind.TotalsTooHigh or EmulatorFaultKind.TotalsZero or EmulatorFaultKind.TotalsAsText or EmulatorFaultKind.TotalsMissing
        or EmulatorFaultKind.EndlessPages;

    /// <summary>Gets a value indicating whether the fault replaces the response.</summary>
    internal bool ReplacesResponse =>
        Kind is EmulatorFaultKind.RateLimit or EmulatorFaultKind.ServerError or EmulatorFaultKind.Drop or EmulatorFaultKind.HtmlPage;

    /// <summary>Returns a value indicating whether both faults can be injected into the same request.</summary>
    internal bool GoesWith(EmulatorFault other) =>
        Kind == EmulatorFaultKind.Delay || other.Kind == EmulatorFaultKind.Delay
        || (Kind != other.Kind && !ReplacesResponse && !other.ReplacesResponse);

    /// <summary>
    /// Gets a value indicating whether the fault is injected before the request is processed, unless <see cref="AfterWork"/> is set.
    /// </summary>
    internal bool ComesBeforeWork =>
        Kind is EmulatorFaultKind.Delay or EmulatorFaultKind.ServerError or EmulatorFaultKind.Drop or EmulatorFaultKind.HtmlPage;
}
