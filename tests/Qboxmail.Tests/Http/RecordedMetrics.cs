using System.Diagnostics.Metrics;

namespace Qboxmail.Tests;

/// <summary>Records the measurements of the library, as <c>instrument value tag=value tag=value</c>.</summary>
internal sealed class RecordedMetrics : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly List<string> _measurements = [];

    public RecordedMetrics()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Qboxmail")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public IReadOnlyList<string> All
    {
        get
        {
            lock (_measurements)
            {
                return [.. _measurements];
            }
        }
    }

    public IEnumerable<string> Of(string instrument) => All.Where(measurement => measurement.StartsWith(instrument + " ", StringComparison.Ordinal));

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, IFormattable value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        // Whole numbers do not depend on the culture.
        var text = string.Join(" ", tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}").Prepend($"{instrument.Name} {value}"));

        lock (_measurements)
        {
            _measurements.Add(text);
        }
    }
}
