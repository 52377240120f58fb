using System.Runtime.CompilerServices;
using Qboxmail.Internal;

namespace Qboxmail.Tests;

public class CancellableTaskTests
{
    [Test]
    public async Task A_result_that_arrives_after_cancellation_is_disposed()
    {
        var task = new TaskCompletionSource<string>();
        string? disposed = null;
        using var cancellation = new CancellationTokenSource();
        var wait = CancellableTask.WaitAsync(task.Task, late => disposed = late, cancellation.Token);

        await cancellation.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => wait);
        task.SetResult("late");

        Assert.That(disposed, Is.EqualTo("late"));
    }

    [Test]
    public async Task A_result_in_time_is_returned_and_not_disposed()
    {
        var task = new TaskCompletionSource<string>();
        string? disposed = null;
        var wait = CancellableTask.WaitAsync(task.Task, late => disposed = late, CancellationToken.None);

        task.SetResult("in time");

        Assert.That(await wait, Is.EqualTo("in time"));
        Assert.That(disposed, Is.Null);
    }

    [Test]
    public async Task A_task_that_ends_in_its_own_cancellation_callback_is_returned()
    {
        var task = new TaskCompletionSource<string>();
        using var cancellation = new CancellationTokenSource();
        var wait = CancellableTask.WaitAsync(task.Task, disposeLate: null, cancellation.Token);
        // Callbacks run in reverse order.
        using var callback = cancellation.Token.Register(() => task.SetResult("just in time"));

        await cancellation.CancelAsync();

        Assert.That(await wait, Is.EqualTo("just in time"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_task_that_fails_after_cancellation_leaves_no_unobserved_exception(bool isCanceled)
    {
        var unobserved = new List<string>();
        void Note(object? sender, UnobservedTaskExceptionEventArgs args) => unobserved.Add(args.Exception.ToString());
        TaskScheduler.UnobservedTaskException += Note;

        try
        {
            await AbandonAsync(isCanceled);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Note;
        }

        Assert.That(unobserved.Where(text => text.Contains("abandoned task") || text.Contains(nameof(CancellableTask))), Is.Empty);
    }

    // A separate method, because a local variable would keep the failed task alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task AbandonAsync(bool isCanceled)
    {
        var task = new TaskCompletionSource<string>();
        using var cancellation = new CancellationTokenSource();
        var wait = CancellableTask.WaitAsync(task.Task, _ => throw new InvalidOperationException("abandoned task"), cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => wait);

        if (isCanceled)
        {
            task.SetCanceled(CancellationToken.None);
        }
        else
        {
            task.SetException(new InvalidOperationException("abandoned task"));
        }
    }
}
