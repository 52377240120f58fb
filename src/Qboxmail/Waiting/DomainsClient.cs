using Qboxmail.Models;
using Qboxmail.Waiting;

namespace Qboxmail;

public partial class DomainsClient
{
    /// <summary>Waits until a domain is active: <c>status</c> is <c>enabled</c> and <c>status_detail</c> is <c>ok</c>.</summary>
    /// <remarks>Errors that pass, such as 500 or a lost connection, do not end the wait. What is ready already costs one request.</remarks>
    /// <param name="domainCode">Code of the domain.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The domain as it was last seen.</returns>
    /// <exception cref="QboxmailWaitTimeoutException">It took longer than <see cref="WaitOptions.Timeout"/>.</exception>
    /// <exception cref="QboxmailWaitFailedException">The domain does not exist (or not within 30 seconds, when it is new), or it has vanished.</exception>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells the last state.</exception>
    public virtual Task<Domain> WaitUntilReadyAsync(string domainCode, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        WaitLoop<Domain>.UntilReadyAsync(ResourceStates.Domain, domainCode, token => GetAsync(domainCode, token), options, _connection, cancellationToken);

    /// <summary>Waits for many domains at once: asks for their list in large pages while many are pending, for single ones when few are.</summary>
    /// <param name="domainCodes">Codes of the domains; each counts once.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What is ready, what has failed, and what was pending when the time was over, each in its last state.</returns>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells what was pending.</exception>
    public virtual Task<WaitResult<Domain>> WaitUntilAllReadyAsync(IEnumerable<string> domainCodes, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        BulkWait<Domain>.RunAsync(
            ResourceStates.Domain,
            new BulkWaitSource<Domain>((paging, token) => ListAsync(paging: paging, cancellationToken: token), GetAsync, row => row.Code),
            domainCodes, options, _connection, cancellationToken);

    /// <summary>Waits until the domain does not exist any more.</summary>
    /// <param name="domainCode">Code of the domain.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when the domain is not to be found.</returns>
    /// <exception cref="QboxmailWaitTimeoutException">It took longer than <see cref="WaitOptions.Timeout"/>.</exception>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells the last state.</exception>
    public virtual Task WaitUntilDeletedAsync(string domainCode, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        WaitLoop<Domain>.UntilDeletedAsync(ResourceStates.Domain, domainCode, token => GetAsync(domainCode, token), options, _connection, cancellationToken);

    /// <summary>Waits until the caller's own judgement says that the domain is ready.</summary>
    /// <param name="domainCode">Code of the domain.</param>
    /// <param name="judge">Tells what a state means; called after each poll.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The domain as it was last seen.</returns>
    /// <exception cref="QboxmailWaitTimeoutException">It took longer than <see cref="WaitOptions.Timeout"/>.</exception>
    /// <exception cref="QboxmailWaitFailedException">The judgement was <see cref="WaitVerdict.Failed"/>, or the domain does not exist.</exception>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells the last state.</exception>
    public virtual Task<Domain> WaitUntilAsync(
        string domainCode, Func<Domain, WaitVerdict> judge, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        WaitLoop<Domain>.UntilReadyAsync(ResourceStates.Domain.With(judge), domainCode, token => GetAsync(domainCode, token), options, _connection, cancellationToken);
}
