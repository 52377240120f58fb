using System.Globalization;
using Qboxmail.Models;
using Qboxmail.Waiting;

namespace Qboxmail;

public partial class DeliveryAccountsClient
{
    /// <summary>Waits until the caller's own judgement says that the Delivery account is ready.</summary>
    /// <remarks>
    /// Errors that pass, such as 500 or a lost connection, do not end the wait. What the numbers in <see cref="DeliveryAccount.Status"/> mean is not
    /// documented; the other properties, such as <see cref="DeliveryAccount.HasPendingOrder"/>, may tell more.
    /// </remarks>
    /// <param name="id">Id of the Delivery account.</param>
    /// <param name="judge">Tells what a state means; called after each poll.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The Delivery account as it was last seen.</returns>
    /// <exception cref="QboxmailWaitTimeoutException">It took longer than <see cref="WaitOptions.Timeout"/>.</exception>
    /// <exception cref="QboxmailWaitFailedException">The judgement was <see cref="WaitVerdict.Failed"/>, or the Delivery account does not exist.</exception>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells the last state.</exception>
    public virtual Task<DeliveryAccount> WaitUntilAsync(
        long id, Func<DeliveryAccount, WaitVerdict> judge, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        WaitLoop<DeliveryAccount>.UntilReadyAsync(
            ResourceStates.DeliveryAccount.With(judge), id.ToString(CultureInfo.InvariantCulture), token => GetAsync(id, token),
            options, _connection, cancellationToken);
}
