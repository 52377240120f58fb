namespace Qboxmail.Emulator;

/// <summary>The faults that an emulator has been told of. Thread-safe.</summary>
public sealed class EmulatorFaults
{
    private readonly Lock _gate = new();
    private readonly List<(EmulatorFault Fault, int Befallen)> _faults = [];

    // The same calls meet the same faults.
    private readonly Random _random = new(4711);

    /// <summary>The faults that are to come, oldest first.</summary>
    public IReadOnlyList<EmulatorFault> Pending
    {
        get
        {
            lock (_gate)
            {
                return [.. _faults.Where(entry => entry.Befallen < (entry.Fault.Times ?? int.MaxValue)).Select(entry => entry.Fault)];
            }
        }
    }

    /// <summary>Adds a fault. When several fit a call, the oldest befalls it.</summary>
    /// <param name="fault">What shall go wrong.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number in it makes no sense.</exception>
    public void Add(EmulatorFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfNegative(fault.Rate, nameof(fault));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fault.Rate, 1, nameof(fault));
        ArgumentOutOfRangeException.ThrowIfLessThan(fault.Times ?? 1, 1, nameof(fault));
        ArgumentOutOfRangeException.ThrowIfLessThan(fault.Delay, TimeSpan.Zero, nameof(fault));
        ArgumentOutOfRangeException.ThrowIfLessThan(fault.Rows, 1, nameof(fault));

        lock (_gate)
        {
            _faults.Add((fault, 0));
        }
    }

    /// <summary>Forgets all faults.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
        }
    }

    /// <summary>The fault that befalls a call; null when all goes well.</summary>
    internal EmulatorFault? Next(string operation)
    {
        lock (_gate)
        {
            for (var index = 0; index < _faults.Count; index++)
            {
                var (fault, befallen) = _faults[index];

                if (befallen < (fault.Times ?? int.MaxValue) && (fault.Operation is null || fault.Operation == operation) && _random.NextDouble() < fault.Rate)
                {
                    _faults[index] = (fault, befallen + 1);
                    return fault;
                }
            }

            return null;
        }
    }
}
