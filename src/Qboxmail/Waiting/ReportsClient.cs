using System.Diagnostics.CodeAnalysis;
using Qboxmail.Models;
using Qboxmail.Waiting;

namespace Qboxmail;

public partial class ReportsClient
{
    /// <summary>Waits until the caller's own judgement says that the report is ready. Which states a report has is not known.</summary>
    /// <remarks>Errors that pass, such as 500 or a lost connection, do not end the wait. Inferred, may be wrong: it polls an inferred operation.</remarks>
    /// <param name="reportCode">Code of the report.</param>
    /// <param name="judge">Tells what a state means; called after each poll.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The report as it was last seen.</returns>
    /// <exception cref="QboxmailWaitTimeoutException">It took longer than <see cref="WaitOptions.Timeout"/>.</exception>
    /// <exception cref="QboxmailWaitFailedException">The judgement was <see cref="WaitVerdict.Failed"/>, or the report does not exist.</exception>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells the last state.</exception>
    [Experimental("QBOX001")]
    public virtual Task<Report> WaitUntilAsync(
        string reportCode, Func<Report, WaitVerdict> judge, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        WaitLoop<Report>.UntilReadyAsync(
            ResourceStates.Report.With(judge), reportCode, token => GetAsync(reportCode, token), options, _connection, cancellationToken);
}
