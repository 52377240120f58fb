using System.Globalization;

namespace Qboxmail;

/// <summary>How a wait for many resources ended.</summary>
/// <typeparam name="T">What was waited for.</typeparam>
public sealed class WaitResult<T>
    where T : class
{
    /// <summary>Makes a result, for test doubles.</summary>
    /// <param name="ready">What is ready.</param>
    /// <param name="failed">What has failed or does not exist.</param>
    /// <param name="pending">What was not there yet when the time was over.</param>
    public WaitResult(IReadOnlyList<WaitOutcome<T>> ready, IReadOnlyList<WaitOutcome<T>> failed, IReadOnlyList<WaitOutcome<T>> pending)
    {
        Ready = ready ?? throw new ArgumentNullException(nameof(ready));
        Failed = failed ?? throw new ArgumentNullException(nameof(failed));
        Pending = pending ?? throw new ArgumentNullException(nameof(pending));
    }

    /// <summary>What is ready, in the order in which it became so.</summary>
    public IReadOnlyList<WaitOutcome<T>> Ready { get; }

    /// <summary>What has failed or does not exist.</summary>
    public IReadOnlyList<WaitOutcome<T>> Failed { get; }

    /// <summary>What was not there yet when the time was over; empty when the wait ended in time.</summary>
    public IReadOnlyList<WaitOutcome<T>> Pending { get; }

    /// <summary>Whether everything is ready.</summary>
    public bool IsAllReady => Failed.Count == 0 && Pending.Count == 0;

    /// <summary>Throws when not everything is ready; for those who want all or nothing.</summary>
    /// <exception cref="QboxmailWaitFailedException">Something has failed.</exception>
    /// <exception cref="QboxmailWaitTimeoutException">Nothing has failed, but something was still pending.</exception>
    public void EnsureAllReady()
    {
        if (IsAllReady)
        {
            return;
        }

        var first = Failed.Concat(Pending).First();
        var text = string.Format(
            CultureInfo.InvariantCulture, "{0} ready, {1} failed, {2} pending. Last state of {3}: {4}.", Ready.Count, Failed.Count, Pending.Count, first.Code, first);
        var pending = Pending.Select(outcome => outcome.Code).ToList();
        var failed = Failed.Select(outcome => outcome.Code).ToList();

        throw failed.Count > 0
            ? new QboxmailWaitFailedException(text) { Status = first.Status, StatusDetail = first.StatusDetail, LastResource = first.Resource, Pending = pending, Failed = failed }
            : new QboxmailWaitTimeoutException(text) { Status = first.Status, StatusDetail = first.StatusDetail, LastResource = first.Resource, Pending = pending };
    }
}
