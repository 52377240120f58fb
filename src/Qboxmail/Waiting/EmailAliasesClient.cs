using Qboxmail.Models;
using Qboxmail.Waiting;

namespace Qboxmail;

public partial class EmailAliasesClient
{
    /// <summary>Waits until an e-mail alias is active: <c>status</c> is <c>enabled</c>, and <c>status_detail</c> is <c>ok</c> or absent.</summary>
    /// <remarks>Errors that pass, such as 500 or a lost connection, do not end the wait. What is ready already costs one request.</remarks>
    /// <param name="domainCode">Code of the domain.</param>
    /// <param name="aliasEmailAccountCode">Code of the e-mail alias.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The e-mail alias as it was last seen.</returns>
    /// <exception cref="QboxmailWaitTimeoutException">It took longer than <see cref="WaitOptions.Timeout"/>.</exception>
    /// <exception cref="QboxmailWaitFailedException">The e-mail alias does not exist (or not within 30 seconds, when it is new), or it has vanished.</exception>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells the last state.</exception>
    public virtual Task<EmailAlias> WaitUntilReadyAsync(string domainCode, string aliasEmailAccountCode, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        WaitLoop<EmailAlias>.UntilReadyAsync(ResourceStates.EmailAlias, aliasEmailAccountCode, token => GetAsync(domainCode, aliasEmailAccountCode, token), options, _connection, cancellationToken);

    /// <summary>Waits for many e-mail aliases at once: asks for their list in large pages while many are pending, for single ones when few are.</summary>
    /// <param name="domainCode">Code of the domain.</param>
    /// <param name="aliasEmailAccountCodes">Codes of the e-mail aliases; each counts once.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What is ready, what has failed, and what was pending when the time was over, each in its last state.</returns>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells what was pending.</exception>
    public virtual Task<WaitResult<EmailAlias>> WaitUntilAllReadyAsync(string domainCode, IEnumerable<string> aliasEmailAccountCodes, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        BulkWait<EmailAlias>.RunAsync(
            ResourceStates.EmailAlias,
            new BulkWaitSource<EmailAlias>((paging, token) => ListAsync(domainCode, paging: paging, cancellationToken: token), (code, token) => GetAsync(domainCode, code, token), row => row.Code),
            aliasEmailAccountCodes, options, _connection, cancellationToken);

    /// <summary>Waits until the e-mail alias does not exist any more.</summary>
    /// <param name="domainCode">Code of the domain.</param>
    /// <param name="aliasEmailAccountCode">Code of the e-mail alias.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when the e-mail alias is not to be found.</returns>
    /// <exception cref="QboxmailWaitTimeoutException">It took longer than <see cref="WaitOptions.Timeout"/>.</exception>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells the last state.</exception>
    public virtual Task WaitUntilDeletedAsync(string domainCode, string aliasEmailAccountCode, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        WaitLoop<EmailAlias>.UntilDeletedAsync(ResourceStates.EmailAlias, aliasEmailAccountCode, token => GetAsync(domainCode, aliasEmailAccountCode, token), options, _connection, cancellationToken);

    /// <summary>Waits until the caller's own judgement says that the e-mail alias is ready.</summary>
    /// <param name="domainCode">Code of the domain.</param>
    /// <param name="aliasEmailAccountCode">Code of the e-mail alias.</param>
    /// <param name="judge">Tells what a state means; called after each poll.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The e-mail alias as it was last seen.</returns>
    /// <exception cref="QboxmailWaitTimeoutException">It took longer than <see cref="WaitOptions.Timeout"/>.</exception>
    /// <exception cref="QboxmailWaitFailedException">The judgement was <see cref="WaitVerdict.Failed"/>, or the e-mail alias does not exist.</exception>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells the last state.</exception>
    public virtual Task<EmailAlias> WaitUntilAsync(
        string domainCode, string aliasEmailAccountCode, Func<EmailAlias, WaitVerdict> judge, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        WaitLoop<EmailAlias>.UntilReadyAsync(ResourceStates.EmailAlias.With(judge), aliasEmailAccountCode, token => GetAsync(domainCode, aliasEmailAccountCode, token), options, _connection, cancellationToken);
}
