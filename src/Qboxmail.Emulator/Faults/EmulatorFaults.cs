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
    private readonly List<(EmulatorFault Fault, int? Left)> _faults = [];

    private Random _random = CreateRandom();

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
    /// Adds a fault. If several faults apply to a request, the oldest one is injected.
    /// </summary>
    /// <param name="fault">The fault.</param>
    /// <exception cref="ArgumentException">A property of the fault is invalid; the message says which.</exception>
    public void Add(EmulatorFault fault)
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

            _faults.Add((fault, fault.Times));
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
        }
    }

    /// <summary>Gets the fault to inject into a request; null for none.</summary>
    internal EmulatorFault? Next(Operation operation)
    {
        lock (_gate)
        {
            var index = _faults.FindIndex(entry => Fits(entry.Fault, operation) && _random.NextDouble() < entry.Fault.Rate);

            if (index < 0)
            {
                return null;
            }

            var (fault, left) = _faults[index];

            if (left == 1)
            {
                _faults.RemoveAt(index);
            }
            else
            {
                _faults[index] = (fault, left - 1);
            }

            return fault;
        }
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
            { Operation: { } id } when operation is null => $"The document has no operation '{id}'.",
            { IsForLists: true } when operation?.IsList == false => $"{fault.Kind} is for lists, and {operation.Id} is not a list.",
            { Times: not (null or (>= 1 and <= MaxTimes)) } => $"Times must be from 1 to {MaxTimes}.",
            { Rate: not (> 0 and <= 1) } => "Rate must be more than 0 and at most 1.",
            { AfterWork: true, ComesBeforeWork: false } => $"AfterWork is for Delay, ServerError, Drop and HtmlPage, not for {fault.Kind}.",
            { Kind: EmulatorFaultKind.ServerError, Status: not (null or (>= 500 and <= 599)) } => "Status must be 500 to 599 for ServerError.",
            { Kind: EmulatorFaultKind.HtmlPage, Status: not (null or (>= 200 and <= 599)) } => "Status must be 200 to 599 for HtmlPage.",
            { Kind: not (EmulatorFaultKind.ServerError or EmulatorFaultKind.HtmlPage), Status: not null } =>
                $"Status is for ServerError and HtmlPage, not for {fault.Kind}.",
            _ when fault.Delay < TimeSpan.Zero || fault.Delay > TimeSpan.FromDays(1) => "Delay must be from no time to a day.",
            { Rows: not (>= 1 and <= MaxRows) } => $"Rows must be from 1 to {MaxRows}.",
            _ => null,
        };
    }
}
