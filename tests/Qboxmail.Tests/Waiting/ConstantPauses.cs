namespace Qboxmail.Tests;

/// <summary>Options of a wait whose pauses all have the same length.</summary>
internal static class ConstantPauses
{
    public static WaitOptions Create(int pause, int timeout) => new()
    {
        Timeout = TimeSpan.FromSeconds(timeout),
        PollInterval = TimeSpan.FromSeconds(pause),
        MaxPollInterval = TimeSpan.FromSeconds(pause),
        Randomizer = static () => 0.5,
    };
}
