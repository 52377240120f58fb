using System.Diagnostics.CodeAnalysis;
using Qboxmail.Models;
using Qboxmail.Waiting;

namespace Qboxmail;

public partial class DomainAliasesClient
{
    /// <summary>Waits until a domain alias is active: <c>status</c> is <c>enabled</c> and <c>status_detail</c> is <c>ok</c>.</summary>
    /// <remarks>Errors that pass, such as 500 or a lost connection, do not end the wait. Inferred, may be wrong: it polls an inferred operation.</remarks>
    /// <param name="domainCode">Code of the domain.</param>
    /// <param name="aliasDomainCode">Code of the domain alias.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The domain alias as it was last seen.</returns>
    /// <exception cref="QboxmailWaitTimeoutException">It took longer than <see cref="WaitOptions.Timeout"/>.</exception>
    /// <exception cref="QboxmailWaitFailedException">The domain alias does not exist (or not within 30 seconds, when it is new), or it has vanished.</exception>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells the last state.</exception>
    [Experimental("QBOX001")]
    public virtual Task<DomainAlias> WaitUntilReadyAsync(string domainCode, string aliasDomainCode, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        WaitLoop<DomainAlias>.UntilReadyAsync(ResourceStates.DomainAlias, aliasDomainCode, token => GetAsync(domainCode, aliasDomainCode, token), options, _connection, cancellationToken);

    /// <summary>Waits for many domain aliases at once: asks for their list in large pages while many are pending, for single ones when few are.</summary>
    /// <param name="domainCode">Code of the domain.</param>
    /// <param name="aliasDomainCodes">Codes of the domain aliases; each counts once.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What is ready, what has failed, and what was pending when the time was over, each in its last state.</returns>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells what was pending.</exception>
    [Experimental("QBOX001")]
    public virtual Task<WaitResult<DomainAlias>> WaitUntilAllReadyAsync(string domainCode, IEnumerable<string> aliasDomainCodes, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        BulkWait<DomainAlias>.RunAsync(
            ResourceStates.DomainAlias,
            new BulkWaitSource<DomainAlias>((paging, token) => ListAsync(domainCode, paging: paging, cancellationToken: token), (code, token) => GetAsync(domainCode, code, token), row => row.Code),
            aliasDomainCodes, options, _connection, cancellationToken);

    /// <summary>Waits until the domain alias does not exist any more.</summary>
    /// <param name="domainCode">Code of the domain.</param>
    /// <param name="aliasDomainCode">Code of the domain alias.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when the domain alias is not to be found.</returns>
    /// <exception cref="QboxmailWaitTimeoutException">It took longer than <see cref="WaitOptions.Timeout"/>.</exception>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells the last state.</exception>
    [Experimental("QBOX001")]
    public virtual Task WaitUntilDeletedAsync(string domainCode, string aliasDomainCode, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        WaitLoop<DomainAlias>.UntilDeletedAsync(ResourceStates.DomainAlias, aliasDomainCode, token => GetAsync(domainCode, aliasDomainCode, token), options, _connection, cancellationToken);

    /// <summary>Waits until the caller's own judgement says that the domain alias is ready.</summary>
    /// <param name="domainCode">Code of the domain.</param>
    /// <param name="aliasDomainCode">Code of the domain alias.</param>
    /// <param name="judge">Tells what a state means; called after each poll.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The domain alias as it was last seen.</returns>
    /// <exception cref="QboxmailWaitTimeoutException">It took longer than <see cref="WaitOptions.Timeout"/>.</exception>
    /// <exception cref="QboxmailWaitFailedException">The judgement was <see cref="WaitVerdict.Failed"/>, or the domain alias does not exist.</exception>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells the last state.</exception>
    [Experimental("QBOX001")]
    public virtual Task<DomainAlias> WaitUntilAsync(
        string domainCode, string aliasDomainCode, Func<DomainAlias, WaitVerdict> judge, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        WaitLoop<DomainAlias>.UntilReadyAsync(ResourceStates.DomainAlias.With(judge), aliasDomainCode, token => GetAsync(domainCode, aliasDomainCode, token), options, _connection, cancellationToken);
}
