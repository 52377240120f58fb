using Microsoft.Extensions.Time.Testing;

namespace Qboxmail.Emulator.Tests;

/// <summary>The clock of the emulator, above the clock of the options.</summary>
[Parallelizable]
public class EmulatorClockTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = EmulatorHarness.CreateClock();

    private EmulatorClock CreateClock(DateTimeOffset? next = null) => new(_time, () => next);

    [Test]
    public void The_clock_follows_the_clock_of_the_options()
    {
        var clock = CreateClock();
        var (now, timestamp) = (clock.Now, clock.GetTimestamp());
        _time.Advance(Minute);

        Assert.That((clock.Now - now, clock.GetElapsedTime(timestamp)), Is.EqualTo((Minute, Minute)));
    }

    [Test]
    public void A_paused_clock_resumes_at_the_time_of_the_pause()
    {
        var clock = CreateClock();
        var (now, timestamp) = (clock.Now, clock.GetTimestamp());
        clock.Pause();
        _time.Advance(Minute);
        Assert.That((clock.Now, clock.GetElapsedTime(timestamp), clock.IsPaused), Is.EqualTo((now, TimeSpan.Zero, true)));

        clock.Resume();
        _time.Advance(Minute);

        Assert.That((clock.Now, clock.IsPaused), Is.EqualTo((now + Minute, false)));
    }

    [Test]
    public void Advance_moves_a_running_and_a_paused_clock()
    {
        var clock = CreateClock();
        var (now, timestamp) = (clock.Now, clock.GetTimestamp());
        clock.Advance(Minute);
        clock.Pause();
        clock.Advance(Minute);

        Assert.That((clock.Now - now, clock.GetElapsedTime(timestamp)), Is.EqualTo((2 * Minute, 2 * Minute)));
        Assert.That(() => clock.Advance(TimeSpan.FromTicks(-1)), Throws.ArgumentException);
        Assert.That(() => clock.Advance(TimeSpan.MaxValue), Throws.ArgumentException);
    }

    [Test]
    public void A_timer_fires_when_either_clock_reaches_its_time()
    {
        var clock = CreateClock();
        var fired = new List<string>();
        using var first = clock.CreateTimer(_ => fired.Add("first"), null, Minute, Timeout.InfiniteTimeSpan);
        using var second = clock.CreateTimer(_ => fired.Add("second"), null, 3 * Minute, Timeout.InfiniteTimeSpan);

        clock.Advance(Minute - TimeSpan.FromTicks(1));
        Assert.That(fired, Is.Empty);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.That(fired, Is.EqualTo(["first"]));
        clock.Advance(2 * Minute);
        Assert.That(fired, Is.EqualTo(["first", "second"]));
        _time.Advance(10 * Minute);
        Assert.That(fired, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_paused_clock_fires_no_timer_until_it_is_resumed()
    {
        var clock = CreateClock();
        var fired = 0;
        clock.Pause();
        using var timer = clock.CreateTimer(_ => fired++, null, Minute, Minute);

        _time.Advance(10 * Minute);
        Assert.That(fired, Is.Zero);
        clock.Advance(Minute);
        Assert.That(fired, Is.EqualTo(1));
        clock.Resume();
        _time.Advance(Minute);
        Assert.That(fired, Is.EqualTo(2));
        timer.Dispose();
        clock.Advance(10 * Minute);
        Assert.That(fired, Is.EqualTo(2));
    }

    [Test]
    public void AdvanceToNextEvent_moves_to_the_next_background_work()
    {
        var clock = CreateClock(_time.GetUtcNow() + Minute);

        Assert.That((clock.AdvanceToNextEvent(), clock.Now), Is.EqualTo((true, _time.GetUtcNow() + Minute)));
        Assert.That(CreateClock().AdvanceToNextEvent(), Is.False);
    }

    [Test]
    public async Task Background_work_follows_the_clock()
    {
        await using var api = await EmulatorHarness.StartAsync(_time);
        var code = await api.CreateActiveDomainAsync();
        api.Emulator.Clock.AdvanceToNextEvent();
        Assert.That((await api.Client.Domains.GetAsync(code)).StatusDetail, Is.EqualTo(new DomainStatusDetail("updating")), "the check is over");

        api.Emulator.Clock.AdvanceToNextEvent();

        Assert.That((await api.Client.Domains.GetAsync(code)).StatusDetail, Is.EqualTo(DomainStatusDetail.Ok));
        Assert.That(api.Emulator.Clock.AdvanceToNextEvent(), Is.False);
    }

    [Test]
    public async Task A_wait_of_the_library_is_driven_with_a_fake_clock()
    {
        await using var emulator = await QboxmailEmulator.StartAsync(new QboxmailEmulatorOptions
        {
            TimeProvider = _time,
            Delays = { Activation = Minute },
        });
        using var client = new QboxmailClient(
            new QboxmailClientOptions { ApiToken = emulator.Token, BaseAddress = emulator.Address, TimeProvider = emulator.Clock });
        var code = (await client.Domains.CreateAsync(
            new CreateDomainRequest("example.com", EmulatorHarness.Password))).ResourceCode;
        await client.Domains.VerifyDnsOwnershipAsync(code);

        var domain = await emulator.Clock.RunAsync(client.Domains.WaitUntilReadyAsync(code));

        Assert.That(domain.Name, Is.EqualTo("example.com"));
        Assert.That(emulator.Clock.Now - _time.GetUtcNow(), Is.GreaterThan(Minute).And.LessThan(2 * Minute));
    }
}
