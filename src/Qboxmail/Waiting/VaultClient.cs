using Qboxmail.Models;
using Qboxmail.Waiting;

namespace Qboxmail;

public partial class VaultClient
{
    /// <summary>Waits until Vault works for a domain: <c>archive_status</c> is <c>enabled</c>.</summary>
    /// <remarks>Errors that pass, such as 500 or a lost connection, do not end the wait. What is ready already costs one request.</remarks>
    /// <param name="domainCode">Code of the domain.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The domain as it was last seen.</returns>
    /// <exception cref="QboxmailWaitTimeoutException">It took longer than <see cref="WaitOptions.Timeout"/>.</exception>
    /// <exception cref="QboxmailWaitFailedException"><c>archive_status</c> is <c>failure</c>, or the domain does not exist.</exception>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells the last state.</exception>
    public virtual Task<Domain> WaitUntilReadyAsync(string domainCode, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        WaitLoop<Domain>.UntilReadyAsync(ResourceStates.Vault, domainCode, token => new DomainsClient(Connection).GetAsync(domainCode, token), options, _connection, cancellationToken);

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
        WaitLoop<Domain>.UntilReadyAsync(ResourceStates.Vault.With(judge), domainCode, token => new DomainsClient(Connection).GetAsync(domainCode, token), options, _connection, cancellationToken);
}
