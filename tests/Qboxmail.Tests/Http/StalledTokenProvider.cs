namespace Qboxmail.Tests;

/// <summary>A token provider that completes only by cancellation.</summary>
internal sealed class StalledTokenProvider
{
    private readonly TaskCompletionSource _called = new();

    /// <summary>Gets a task that completes when the provider is called.</summary>
    public Task Called => _called.Task;

    public async ValueTask<string> GetTokenAsync(CancellationToken cancellationToken)
    {
        _called.SetResult();
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return "";
    }
}
