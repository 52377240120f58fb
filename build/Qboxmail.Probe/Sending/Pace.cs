namespace Qboxmail.Probe.Sending;

/// <summary>Delays requests to keep a minimum interval between their starts.</summary>
internal sealed class Pace(TimeProvider time, TimeSpan interval)
{
    private long? _last;

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (_last is { } last && interval - time.GetElapsedTime(last) is { Ticks: > 0 } rest)
        {
            await Task.Delay(rest, time, cancellationToken);
        }

        _last = time.GetTimestamp();
    }
}
