namespace Qboxmail.Tests;

/// <summary>A token provider that never returns a token, and ends only when it is canceled.</summary>
internal sealed class StalledTokenProvider
{
    private readonly TaskCompletionSource _called = new();

    /// <summary>Gets a task that ends when the provider is called.</summary>
    public Task Called => _called.Task;

    public async ValueTask<string> GetTokenAsync(CancellationToken cancellationToken)
    {
        _called.SetResult();
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return "";
    }
}
