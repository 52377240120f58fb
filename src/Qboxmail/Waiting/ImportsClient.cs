using Qboxmail.Models;
using Qboxmail.Waiting;

namespace Qboxmail;

public partial class ImportsClient
{
    /// <summary>Waits until an import is validated: <c>status</c> is <c>valid</c> or <c>valid_with_skipped</c>.</summary>
    /// <remarks>Errors that pass, such as 500 or a lost connection, do not end the wait. What is ready already costs one request.</remarks>
    /// <param name="importCode">Code of the import.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The import as it was last seen.</returns>
    /// <exception cref="QboxmailWaitTimeoutException">It took longer than <see cref="WaitOptions.Timeout"/>.</exception>
    /// <exception cref="QboxmailWaitFailedException"><c>status</c> is <c>invalid</c>, or the import does not exist.</exception>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells the last state.</exception>
    public virtual Task<Import> WaitUntilReadyAsync(string importCode, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        WaitLoop<Import>.UntilReadyAsync(ResourceStates.Import, importCode, token => FindAsync(importCode, token), options, _connection, cancellationToken);

    /// <summary>Waits until the import does not exist any more.</summary>
    /// <param name="importCode">Code of the import.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when the import is not to be found.</returns>
    /// <exception cref="QboxmailWaitTimeoutException">It took longer than <see cref="WaitOptions.Timeout"/>.</exception>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells the last state.</exception>
    public virtual Task WaitUntilDeletedAsync(string importCode, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        WaitLoop<Import>.UntilDeletedAsync(ResourceStates.Import, importCode, token => FindAsync(importCode, token), options, _connection, cancellationToken);

    /// <summary>Waits until the caller's own judgement says that the import is ready.</summary>
    /// <param name="importCode">Code of the import.</param>
    /// <param name="judge">Tells what a state means; called after each poll.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The import as it was last seen.</returns>
    /// <exception cref="QboxmailWaitTimeoutException">It took longer than <see cref="WaitOptions.Timeout"/>.</exception>
    /// <exception cref="QboxmailWaitFailedException">The judgement was <see cref="WaitVerdict.Failed"/>, or the import does not exist.</exception>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells the last state.</exception>
    public virtual Task<Import> WaitUntilAsync(
        string importCode, Func<Import, WaitVerdict> judge, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        WaitLoop<Import>.UntilReadyAsync(ResourceStates.Import.With(judge), importCode, token => FindAsync(importCode, token), options, _connection, cancellationToken);

    // The operation that gets one import is only inferred.
    private Task<Import> FindAsync(string importCode, CancellationToken cancellationToken) =>
        ListLookup.FindAsync(
            ListAsync(paging: ListLookup.LargePages, cancellationToken: cancellationToken), row => row.Code == importCode, ListOperation, importCode);
}
