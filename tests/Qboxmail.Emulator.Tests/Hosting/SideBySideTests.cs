using System.Runtime.CompilerServices;

namespace Qboxmail.Emulator.Tests;

/// <summary>Many fixtures can have an emulator each, in one process.</summary>
public class SideBySideTests
{
    private const int Emulators = 100;

    [Test]
    public async Task A_hundred_emulators_serve_side_by_side_and_are_collected_after_they_stop()
    {
        // Elsewhere the variables of the method that completes would still be on the stack.
        var stopped = await UseAndStopAsync();
        await Task.Yield();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        // A thread of the pool can still refer to the one it has stopped last.
        Assert.That(stopped.Count(emulator => emulator.IsAlive), Is.LessThanOrEqualTo(Environment.ProcessorCount));
    }

    // In a method of its own: the local variables of a test live until it ends.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<IReadOnlyList<WeakReference>> UseAndStopAsync()
    {
        var apis = await Task.WhenAll(Enumerable.Range(0, Emulators).Select(_ => EmulatorHarness.StartAsync()));

        await Task.WhenAll(apis.Select((api, number) =>
            api.Client.Domains.CreateAsync(new CreateDomainRequest($"fixture-{number}.example", EmulatorHarness.Password))));
        var lists = await Task.WhenAll(apis.Select(api => api.Client.Domains.ListPageAsync()));

        Assert.That(apis.Select(api => api.Emulator.Address).Distinct().Count(), Is.EqualTo(Emulators));
        Assert.That(
            lists.Select(list => list.Items.Single().Name), Is.EqualTo(Enumerable.Range(0, Emulators).Select(number => $"fixture-{number}.example")));
        Assert.That(apis.Select(api => api.Emulator.Requests.Total), Is.All.EqualTo(2));

        await Task.WhenAll(apis.Select(api => api.DisposeAsync().AsTask()));
        return [.. apis.Select(api => new WeakReference(api.Emulator))];
    }
}
