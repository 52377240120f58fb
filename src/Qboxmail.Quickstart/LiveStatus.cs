namespace Qboxmail.Quickstart;

/// <summary>Shows the state of a wait while it lasts: each change on a line of its own, and on a terminal the seconds that pass.</summary>
internal sealed class LiveStatus : IProgress<WaitProgress>
{
    private readonly Lock _gate = new();
    private string _state = "asking";
    private DateTimeOffset _start = DateTimeOffset.UtcNow;

    public static async Task<T> ShowAsync<T>(Func<IProgress<WaitProgress>, Task<T>> wait)
    {
        var live = new LiveStatus();
        await using var clock = new Timer(_ => live.Tick(), null, TimeSpan.Zero, Console.IsOutputRedirected ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(250));

        try
        {
            return await wait(live);
        }
        finally
        {
            live.Clear();
        }
    }

    public void Report(WaitProgress value)
    {
        lock (_gate)
        {
            _state = value.ToString();
            Erase();
            Console.WriteLine($"   {value.Elapsed.TotalSeconds,5:0.0} s  {_state}");
        }
    }

    private void Tick()
    {
        lock (_gate)
        {
            if (!Console.IsOutputRedirected && _start != default)
            {
                Erase();
                Console.Write($"   {(DateTimeOffset.UtcNow - _start).TotalSeconds,5:0.0} s  {_state} ...");
            }
        }
    }

    // After this no late tick may write.
    private void Clear()
    {
        lock (_gate)
        {
            _start = default;
            Erase();
        }
    }

    private static void Erase()
    {
        if (!Console.IsOutputRedirected)
        {
            Console.Write("\r\u001b[K");
        }
    }
}
