using Qboxmail.Models;
using Qboxmail.Waiting;

namespace Qboxmail;

public partial class EmailAccountsClient
{
    /// <summary>Waits until a mailbox is active: <c>status</c> is <c>enabled</c>, and <c>status_detail</c> is <c>ok</c> or absent.</summary>
    /// <remarks>Errors that pass, such as 500 or a lost connection, do not end the wait. What is ready already costs one request.</remarks>
    /// <param name="domainCode">Code of the domain.</param>
    /// <param name="emailAccountCode">Code of the mailbox.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The mailbox as it was last seen.</returns>
    /// <exception cref="QboxmailWaitTimeoutException">It took longer than <see cref="WaitOptions.Timeout"/>.</exception>
    /// <exception cref="QboxmailWaitFailedException">The mailbox does not exist (or not within 30 seconds, when it is new), or it has vanished.</exception>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells the last state.</exception>
    public virtual Task<EmailAccount> WaitUntilReadyAsync(string domainCode, string emailAccountCode, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        WaitLoop<EmailAccount>.UntilReadyAsync(ResourceStates.EmailAccount, emailAccountCode, token => GetAsync(domainCode, emailAccountCode, token), options, _connection, cancellationToken);

    /// <summary>Waits for many mailboxes at once: asks for their list in large pages while many are pending, for single ones when few are.</summary>
    /// <param name="domainCode">Code of the domain.</param>
    /// <param name="emailAccountCodes">Codes of the mailboxes; each counts once.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What is ready, what has failed, and what was pending when the time was over, each in its last state.</returns>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells what was pending.</exception>
    public virtual Task<WaitResult<EmailAccount>> WaitUntilAllReadyAsync(string domainCode, IEnumerable<string> emailAccountCodes, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        BulkWait<EmailAccount>.RunAsync(
            ResourceStates.EmailAccount,
            new BulkWaitSource<EmailAccount>((paging, token) => ListAsync(domainCode, paging: paging, cancellationToken: token), (code, token) => GetAsync(domainCode, code, token), row => row.Code),
            emailAccountCodes, options, _connection, cancellationToken);

    /// <summary>Waits until the mailbox does not exist any more.</summary>
    /// <param name="domainCode">Code of the domain.</param>
    /// <param name="emailAccountCode">Code of the mailbox.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when the mailbox is not to be found.</returns>
    /// <exception cref="QboxmailWaitTimeoutException">It took longer than <see cref="WaitOptions.Timeout"/>.</exception>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells the last state.</exception>
    public virtual Task WaitUntilDeletedAsync(string domainCode, string emailAccountCode, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        WaitLoop<EmailAccount>.UntilDeletedAsync(ResourceStates.EmailAccount, emailAccountCode, token => GetAsync(domainCode, emailAccountCode, token), options, _connection, cancellationToken);

    /// <summary>Waits until the caller's own judgement says that the mailbox is ready.</summary>
    /// <param name="domainCode">Code of the domain.</param>
    /// <param name="emailAccountCode">Code of the mailbox.</param>
    /// <param name="judge">Tells what a state means; called after each poll.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The mailbox as it was last seen.</returns>
    /// <exception cref="QboxmailWaitTimeoutException">It took longer than <see cref="WaitOptions.Timeout"/>.</exception>
    /// <exception cref="QboxmailWaitFailedException">The judgement was <see cref="WaitVerdict.Failed"/>, or the mailbox does not exist.</exception>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells the last state.</exception>
    public virtual Task<EmailAccount> WaitUntilAsync(
        string domainCode, string emailAccountCode, Func<EmailAccount, WaitVerdict> judge, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        WaitLoop<EmailAccount>.UntilReadyAsync(ResourceStates.EmailAccount.With(judge), emailAccountCode, token => GetAsync(domainCode, emailAccountCode, token), options, _connection, cancellationToken);
}
