using Qboxmail.Emulator.Document;

namespace Qboxmail.Emulator;

/// <summary>The faults that an emulator injects into requests. This class is thread-safe.</summary>
public sealed class EmulatorFaults
{
    // Adding a fault requires no token, so these limits prevent callers from exhausting memory.
    private const int MaxPending = 1000;
    private const int MaxTimes = 1_000_000;
    private const int MaxRows = 1000;

    private readonly Lock _gate = new();
    private readonly List<Entry> _faults = [];

    private Random _random = CreateRandom();
    private int _last;

    /// <summary>Gets the pending faults, oldest first.</summary>
    public IReadOnlyList<EmulatorFault> Pending
    {
        get
        {
            lock (_gate)
            {
                return [.. _faults.Select(entry => entry.Fault)];
            }
        }
    }

    /// <summary>
    /// Gets the pending faults with their numbers and the number of requests that each still affects, or <see langword="null"/> for all requests.
    /// </summary>
    internal IReadOnlyList<(int Number, EmulatorFault Fault, int? Left)> Entries
    {
        get
        {
            lock (_gate)
            {
                return [.. _faults.Select(entry => (entry.Number, entry.Fault, entry.Left))];
            }
        }
    }

    /// <summary>
    /// Adds a fault. If several faults apply to a request, their delays come first and add up. If the oldest of the other faults replaces the
    /// response, it is the only one injected. Otherwise, all faults that change the response are injected, oldest first and one of each kind.
    /// </summary>
    /// <param name="fault">The fault.</param>
    /// <returns>The number of the fault, which <see cref="Remove"/> accepts.</returns>
    /// <exception cref="ArgumentException">A property of the fault is invalid, or 1,000 faults are pending.</exception>
    public int Add(EmulatorFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);

        if (ErrorOf(fault) is { } error)
        {
            throw new ArgumentException(error);
        }

        lock (_gate)
        {
            if (_faults.Count == MaxPending)
            {
                throw new ArgumentException($"At most {MaxPending} faults can be pending. Remove some before you add another one.");
            }

            _faults.Add(new Entry(++_last, fault) { Left = fault.Times });
            return _last;
        }
    }

    /// <summary>Removes a fault.</summary>
    /// <param name="number">The number that <see cref="Add"/> returned.</param>
    /// <returns><see langword="true"/> if the fault was pending; otherwise, <see langword="false"/>.</returns>
    public bool Remove(int number)
    {
        lock (_gate)
        {
            return _faults.RemoveAll(entry => entry.Number == number) > 0;
        }
    }

    /// <summary>Removes all faults. Changes that faults have made to lists remain.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
        }
    }

    /// <summary>Removes all faults, and restarts their numbers and the random sequence.</summary>
    internal void Reset()
    {
        lock (_gate)
        {
            _faults.Clear();
            _random = CreateRandom();
            _last = 0;
        }
    }

    /// <summary>Gets the faults to inject into a request, oldest first, and removes those that affect no further requests.</summary>
    internal IReadOnlyList<EmulatorFault> Next(Operation operation)
    {
        List<EmulatorFault> chosen = [];

        lock (_gate)
        {
            foreach (var entry in _faults.ToList())
            {
                if (Fits(entry.Fault, operation) && chosen.TrueForAll(entry.Fault.GoesWith) && _random.NextDouble() < entry.Fault.Rate)
                {
                    chosen.Add(entry.Fault);

                    if (--entry.Left == 0)
                    {
                        _faults.Remove(entry);
                    }
                }
            }
        }

        return chosen;
    }

    // A fixed seed selects the same requests in each run.
    private static Random CreateRandom() => new(4711);

    private static bool Fits(EmulatorFault fault, Operation operation) =>
        (fault.Operation ?? operation.Id) == operation.Id && (operation.IsList || !fault.IsForLists);

    private static string? ErrorOf(EmulatorFault fault)
    {
        if (!Enum.IsDefined(fault.Kind))
        {
            return "Kind must be a defined value of EmulatorFaultKind.";
        }

        var operation = Operation.All.FirstOrDefault(operation => operation.Id == fault.Operation);

        return fault switch
        {
            { Operation: { } id } when operation is null =>
                $"The API has no operation '{id}'. Use an operation ID from the OpenAPI document, such as Domains_List.",
            { IsForLists: true } when operation?.IsList == false => $"{fault.Kind} applies only to lists, and {operation.Id} does not return a list.",
            { Times: not (null or (>= 1 and <= MaxTimes)) } => $"Times must be from 1 to {MaxTimes}.",
            { Rate: not (> 0 and <= 1) } => "Rate must be greater than 0 and at most 1.",
            { AfterWork: true, ComesBeforeWork: false } => $"AfterWork applies only to Delay, ServerError, Drop and HtmlPage, not to {fault.Kind}.",
            { Kind: EmulatorFaultKind.ServerError, Status: not (null or (>= 500 and <= 599)) } => "Status must be from 500 to 599 for ServerError.",
            { Kind: EmulatorFaultKind.HtmlPage, Status: not (null or (>= 200 and <= 599)) or 204 or 205 or 304 } =>
                "Status must be from 200 to 599 for HtmlPage, except 204, 205 and 304, which allow no body.",
            { Kind: not (EmulatorFaultKind.ServerError or EmulatorFaultKind.HtmlPage), Status: not null } =>
                $"Status applies only to ServerError and HtmlPage, not to {fault.Kind}.",
            _ when fault.Delay < TimeSpan.Zero || fault.Delay > TimeSpan.FromDays(1) => "Delay must be from zero to one day.",
            { Rows: not (>= 1 and <= MaxRows) } => $"Rows must be from 1 to {MaxRows}.",
            _ => null,
        };
    }

    private sealed class Entry(int number, EmulatorFault fault)
    {
        public int Number => number;

        public EmulatorFault Fault => fault;

        public int? Left { get; set; }
    }
}
