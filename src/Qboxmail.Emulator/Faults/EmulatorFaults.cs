using Qboxmail.Emulator.Document;

namespace Qboxmail.Emulator;

/// <summary>The faults that an emulator injects. Thread-safe.</summary>
public sealed class EmulatorFaults
{
    // Adding a fault needs no token, so faults must not exhaust memory.
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

    /// <summary>Gets the pending faults with their numbers and the remaining requests; null for all requests.</summary>
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
    /// Adds a fault. If several faults apply to a request, delays come first and add up. The oldest of the other faults decides: if it replaces the
    /// response, it is the only one; if it changes the response, all faults that change the response do so in their order, one of each kind.
    /// </summary>
    /// <param name="fault">The fault.</param>
    /// <returns>The number of the fault, with which it can be removed.</returns>
    /// <exception cref="ArgumentException">A property of the fault is invalid; the message says which.</exception>
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
                throw new ArgumentException($"At most {MaxPending} faults can be pending. Clear them before you add another one.");
            }

            _faults.Add(new Entry(++_last, fault) { Left = fault.Times });
            return _last;
        }
    }

    /// <summary>Removes a fault.</summary>
    /// <param name="number">The number that <see cref="Add"/> returned.</param>
    /// <returns>True if the fault was pending.</returns>
    public bool Remove(int number)
    {
        lock (_gate)
        {
            return _faults.RemoveAll(entry => entry.Number == number) > 0;
        }
    }

    /// <summary>Removes all faults. Lists keep the changes that faults have made to their items.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
        }
    }

    /// <summary>Removes all faults and restarts the random sequence.</summary>
    internal void Reset()
    {
        lock (_gate)
        {
            _faults.Clear();
            _random = CreateRandom();
            _last = 0;
        }
    }

    /// <summary>Gets the faults to inject into a request, in their order.</summary>
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

    // A fixed seed: the same requests fail in each run.
    private static Random CreateRandom() => new(4711);

    private static bool Fits(EmulatorFault fault, Operation operation) =>
        (fault.Operation ?? operation.Id) == operation.Id && (operation.IsList || !fault.IsForLists);

    private static string? ErrorOf(EmulatorFault fault)
    {
        if (!Enum.IsDefined(fault.Kind))
        {
            return "The kind is not one of EmulatorFaultKind.";
        }

        var operation = Operation.All.FirstOrDefault(operation => operation.Id == fault.Operation);

        return fault switch
        {
            { Operation: { } id } when operation is null => $"The API has no operation '{id}'.",
            { IsForLists: true } when operation?.IsList == false => $"{fault.Kind} is for lists, and {operation.Id} is not a list.",
            { Times: not (null or (>= 1 and <= MaxTimes)) } => $"Times must be from 1 to {MaxTimes}.",
            { Rate: not (> 0 and <= 1) } => "Rate must be more than 0 and at most 1.",
            { AfterWork: true, ComesBeforeWork: false } => $"AfterWork is for Delay, ServerError, Drop and HtmlPage, not for {fault.Kind}.",
            { Kind: EmulatorFaultKind.ServerError, Status: not (null or (>= 500 and <= 599)) } => "Status must be 500 to 599 for ServerError.",
            { Kind: EmulatorFaultKind.HtmlPage, Status: not (null or (>= 200 and <= 599)) or 204 or 205 or 304 } =>
                "Status must be 200 to 599 for HtmlPage, and allow a body.",
            { Kind: not (EmulatorFaultKind.ServerError or EmulatorFaultKind.HtmlPage), Status: not null } =>
                $"Status is for ServerError and HtmlPage, not for {fault.Kind}.",
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
