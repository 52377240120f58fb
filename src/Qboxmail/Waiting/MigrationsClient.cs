using Qboxmail.Models;
using Qboxmail.Waiting;

namespace Qboxmail;

public partial class MigrationsClient
{
    /// <summary>Waits until a migration is validated: <c>status</c> is <c>to_schedule</c>, or one that comes later.</summary>
    /// <remarks>Errors that pass, such as 500 or a lost connection, do not end the wait. What is ready already costs one request.</remarks>
    /// <param name="migrationCode">Code of the migration.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The migration as it was last seen.</returns>
    /// <exception cref="QboxmailWaitTimeoutException">It took longer than <see cref="WaitOptions.Timeout"/>.</exception>
    /// <exception cref="QboxmailWaitFailedException"><c>status</c> is <c>failed</c>, or the migration does not exist.</exception>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells the last state.</exception>
    public virtual Task<Migration> WaitUntilReadyToScheduleAsync(string migrationCode, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        WaitLoop<Migration>.UntilReadyAsync(ResourceStates.MigrationReadyToSchedule, migrationCode, token => GetAsync(migrationCode, token), options, _connection, cancellationToken);

    /// <summary>Waits until a migration has ended: <c>status</c> is <c>completed</c>, or <c>completed_with_errors</c>, which is no exception.</summary>
    /// <remarks>Errors that pass, such as 500 or a lost connection, do not end the wait. What is ready already costs one request.</remarks>
    /// <param name="migrationCode">Code of the migration.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The migration as it was last seen.</returns>
    /// <exception cref="QboxmailWaitTimeoutException">It took longer than <see cref="WaitOptions.Timeout"/>.</exception>
    /// <exception cref="QboxmailWaitFailedException"><c>status</c> is <c>failed</c>, or the migration does not exist.</exception>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells the last state.</exception>
    public virtual Task<Migration> WaitUntilFinishedAsync(string migrationCode, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        WaitLoop<Migration>.UntilReadyAsync(ResourceStates.MigrationFinished, migrationCode, token => GetAsync(migrationCode, token), options, _connection, cancellationToken);

    /// <summary>Waits until the migration does not exist any more.</summary>
    /// <param name="migrationCode">Code of the migration.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when the migration is not to be found.</returns>
    /// <exception cref="QboxmailWaitTimeoutException">It took longer than <see cref="WaitOptions.Timeout"/>.</exception>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells the last state.</exception>
    public virtual Task WaitUntilDeletedAsync(string migrationCode, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        WaitLoop<Migration>.UntilDeletedAsync(ResourceStates.MigrationFinished, migrationCode, token => GetAsync(migrationCode, token), options, _connection, cancellationToken);

    /// <summary>Waits until the caller's own judgement says that the migration is ready.</summary>
    /// <param name="migrationCode">Code of the migration.</param>
    /// <param name="judge">Tells what a state means; called after each poll.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The migration as it was last seen.</returns>
    /// <exception cref="QboxmailWaitTimeoutException">It took longer than <see cref="WaitOptions.Timeout"/>.</exception>
    /// <exception cref="QboxmailWaitFailedException">The judgement was <see cref="WaitVerdict.Failed"/>, or the migration does not exist.</exception>
    /// <exception cref="QboxmailException">The API refused a poll in a way that will not pass.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the message tells the last state.</exception>
    public virtual Task<Migration> WaitUntilAsync(
        string migrationCode, Func<Migration, WaitVerdict> judge, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        WaitLoop<Migration>.UntilReadyAsync(ResourceStates.MigrationFinished.With(judge), migrationCode, token => GetAsync(migrationCode, token), options, _connection, cancellationToken);
}
