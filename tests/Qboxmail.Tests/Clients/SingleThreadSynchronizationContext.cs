namespace Qboxmail.Tests;

/// <summary>A thread like that of a window: what is to go on there waits until the thread is free, and it is not.</summary>
internal sealed class SingleThreadSynchronizationContext : SynchronizationContext
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private int _posted;

    /// <summary>How often something wanted to go on there.</summary>
    public int Posted => _posted;

    public override void Post(SendOrPostCallback d, object? state) => Interlocked.Increment(ref _posted);

    public override void Send(SendOrPostCallback d, object? state) => throw new InvalidOperationException("The thread is blocked.");

    /// <summary>Runs something there that blocks the thread. Fails when it does not end.</summary>
    public void Run(Action blocking)
    {
        Exception? thrown = null;
        var thread = new Thread(() =>
        {
            SetSynchronizationContext(this);

            try
            {
                blocking();
            }
            catch (Exception exception)
            {
                thrown = exception;
            }
        })
        { IsBackground = true };

        thread.Start();
        Assert.That(thread.Join(Patience), Is.True, "The thread waits for itself.");
        Assert.That(thrown, Is.Null);
    }
}
