using Qboxmail.Models;
using Qboxmail.Waiting;

namespace Qboxmail;

public partial class DeliveryDomainsClient
{
    /// <summary>Waits until the DNS records of a Delivery domain are verified: <c>dns_verification_status</c> is <c>verified</c>, or <c>display_status</c> is <c>enabled</c>.</summary>
    /// <remarks>Errors that pass, such as 500 or a lost connection, do not end the wait. What is ready already costs one request.</remarks>
    /// <param name="code">Code of the Delivery domain.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The Delivery domain as it was last seen.</returns>
    /// <exception cref="QboxmailWaitTimeoutException">It took longer than <see cref="WaitOptions.Timeout"/>.</exception>
    /// <exception cref="QboxmailWaitFailedException"><c>display_status</c> is <c>blocked</c>, or the domain does not exist.</exception>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells the last state.</exception>
    public virtual Task<DeliveryDomain> WaitUntilVerifiedAsync(string code, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        WaitLoop<DeliveryDomain>.UntilReadyAsync(ResourceStates.DeliveryDomain, code, token => FindAsync(code, token), options, _connection, cancellationToken);

    /// <summary>Waits for many Delivery domains at once: asks for their list in large pages.</summary>
    /// <param name="codes">Codes of the Delivery domains; each counts once.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What is ready, what has failed, and what was pending when the time was over, each in its last state.</returns>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells what was pending.</exception>
    public virtual Task<WaitResult<DeliveryDomain>> WaitUntilAllVerifiedAsync(IEnumerable<string> codes, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        BulkWait<DeliveryDomain>.RunAsync(
            ResourceStates.DeliveryDomain,
            new BulkWaitSource<DeliveryDomain>((paging, token) => ListAsync(paging: paging, cancellationToken: token), null, row => row.Code),
            codes, options, _connection, cancellationToken);

    /// <summary>Waits until the Delivery domain does not exist any more.</summary>
    /// <param name="code">Code of the Delivery domain.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when the Delivery domain is not to be found.</returns>
    /// <exception cref="QboxmailWaitTimeoutException">It took longer than <see cref="WaitOptions.Timeout"/>.</exception>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells the last state.</exception>
    public virtual Task WaitUntilDeletedAsync(string code, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        WaitLoop<DeliveryDomain>.UntilDeletedAsync(ResourceStates.DeliveryDomain, code, token => FindAsync(code, token), options, _connection, cancellationToken);

    /// <summary>Waits until the caller's own judgement says that the Delivery domain is ready.</summary>
    /// <param name="code">Code of the Delivery domain.</param>
    /// <param name="judge">Tells what a state means; called after each poll.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The Delivery domain as it was last seen.</returns>
    /// <exception cref="QboxmailWaitTimeoutException">It took longer than <see cref="WaitOptions.Timeout"/>.</exception>
    /// <exception cref="QboxmailWaitFailedException">The judgement was <see cref="WaitVerdict.Failed"/>, or the Delivery domain does not exist.</exception>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells the last state.</exception>
    public virtual Task<DeliveryDomain> WaitUntilAsync(
        string code, Func<DeliveryDomain, WaitVerdict> judge, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        WaitLoop<DeliveryDomain>.UntilReadyAsync(ResourceStates.DeliveryDomain.With(judge), code, token => FindAsync(code, token), options, _connection, cancellationToken);

    // The operation that gets one Delivery domain is only inferred.
    private Task<DeliveryDomain> FindAsync(string code, CancellationToken cancellationToken) =>
        ListLookup.FindAsync(ListAsync(paging: ListLookup.LargePages, cancellationToken: cancellationToken), row => row.Code == code, ListOperation, code);
}
