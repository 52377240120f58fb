using Qboxmail.Paging;

namespace Qboxmail.Tests;

public class RateLimitGateTests
{
    [Test]
    public async Task A_gate_opens_on_a_simulated_clock_after_a_fraction_of_a_millisecond()
    {
        var time = new FakeTime { AutoAdvanceDelays = true };
        var gate = new RateLimitGate(time);
        gate.Close(TimeSpan.FromTicks((1234 * TimeSpan.TicksPerMillisecond) + 1));

        // Ends a loop that would otherwise never end.
        using var hanging = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await Task.Run(() => gate.WaitAsync(hanging.Token));

        Assert.That(time.Pauses, Is.EqualTo([TimeSpan.FromMilliseconds(1235)]));
    }
}
