using Qboxmail.Soak;
using Qboxmail.Tests;

namespace Qboxmail.Emulator.Tests;

/// <summary>
/// One client, many tasks, one request in five that goes wrong, and a token that is replaced meanwhile: a slice of the program Qboxmail.Soak.
/// </summary>
public class ConcurrencyTests
{
    private static readonly SoakOptions Slice = new()
    {
        Workers = 8,
        Calls = 800,
        FaultRate = 0.2,
        FaultDelay = TimeSpan.Zero,
        Time = new FakeTime { AutoAdvanceDelays = true },
    };

    [Test]
    public async Task Nothing_is_done_twice_and_nothing_is_lost()
    {
        var report = await SoakRun.RunAsync(Slice);

        Assert.That(report.Findings, Is.Empty);
        Assert.That(report.Ended, Is.GreaterThanOrEqualTo(Slice.Calls));
        Assert.That(report.Failures, Is.Not.Empty, "Nothing went wrong, so that nothing was tried.");
        Assert.That(report.Failures.Keys, Has.None.Contain("Unauthorized"));
    }
}
