namespace Qboxmail.Internal;

/// <summary>Awaits tasks of code outside the library, which may ignore cancellation.</summary>
internal static class CancellableTask
{
    /// <summary>Waits until a task completes or the token is canceled. On cancellation, the task is abandoned.</summary>
    /// <param name="task">The task.</param>
    /// <param name="disposeLate">
    /// A delegate that disposes a result that arrives after cancellation, or <see langword="null"/> if results need no disposal.
    /// </param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    public static Task<T> WaitAsync<T>(Task<T> task, Action<T>? disposeLate, CancellationToken cancellationToken) =>
        task.IsCompleted ? task : WaitForEndAsync(task, disposeLate, cancellationToken);

    private static async Task<T> WaitForEndAsync<T>(Task<T> task, Action<T>? disposeLate, CancellationToken cancellationToken)
    {
        try
        {
            return await task.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
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

            throw;
        }
    }
}
