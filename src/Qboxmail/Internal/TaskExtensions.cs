namespace Qboxmail.Internal;

/// <summary>Waiting for tasks of foreign code, which may ignore cancellation.</summary>
internal static class TaskExtensions
{
    /// <summary>Waits for a task until cancellation. A task that does not end by then is abandoned.</summary>
    /// <param name="task">The task.</param>
    /// <param name="disposeLate">Disposes a result that arrives after cancellation.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    public static async Task<T> AbandonOnCancellationAsync<T>(this Task<T> task, Action<T>? disposeLate, CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);

        using (cancellationToken.Register(static state => ((TaskCompletionSource<bool>)state!).TrySetResult(true), cancelled))
        {
            await Task.WhenAny(task, cancelled.Task).ConfigureAwait(false);
        }

        if (task.IsCompleted)
        {
            return await task.ConfigureAwait(false);
        }

        _ = task.ContinueWith(
            static (late, dispose) =>
            {
                // Reading the exception marks it as observed.
                if (late.Exception is null && !late.IsCanceled)
                {
                    ((Action<T>?)dispose)?.Invoke(late.Result);
                }
            },
            disposeLate,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);

        throw new OperationCanceledException(cancellationToken);
    }
}
