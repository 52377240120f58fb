using Qboxmail.Http;
using Qboxmail.Models;
using Qboxmail.Waiting;

namespace Qboxmail.Clients;

/// <summary>Creates what has a name of its own, unless it exists: the name is looked up before, and again when the creation failed in a way that leaves it open.</summary>
/// <param name="evaluator">What the resource is.</param>
/// <param name="find">Looks the name up; null when nothing has it.</param>
/// <param name="create">Sends the creation, which is not idempotent.</param>
/// <param name="get">Gets the resource with a code.</param>
/// <param name="codeOf">Tells the code of a resource.</param>
internal sealed class CreateIfNotExists<T>(
    StateEvaluator<T> evaluator,
    Func<CancellationToken, Task<T?>> find,
    Func<CancellationToken, Task<CreatedResource>> create,
    Func<string, CancellationToken, Task<T>> get,
    Func<T, string> codeOf)
    where T : class
{
    // A resource that was just created may take a moment to be found.
    private static readonly WaitOptions Appearance = new() { Timeout = PollSchedule.CreationGracePeriod + PollSchedule.CreationGracePeriod };

    public async Task<CreateIfNotExistsResult<T>> RunAsync(ApiConnection? connection, CancellationToken cancellationToken)
    {
        if (await find(cancellationToken).ConfigureAwait(false) is { } existing)
        {
            return new(created: false, codeOf(existing), existing);
        }

        string code;

        try
        {
            code = (await create(cancellationToken).ConfigureAwait(false)).ResourceCode;
        }
        catch (QboxmailException failure) when (failure.RequestMayHaveBeenProcessed || failure is QboxmailApiException { Reason: QboxmailErrorReason.ValidationFailed })
        {
            if (await FindAfterAsync(failure, cancellationToken).ConfigureAwait(false) is not { } found)
            {
                throw;
            }

            return new(created: failure.RequestMayHaveBeenProcessed, codeOf(found), found);
        }

        return new(created: true, code, await GetCreatedAsync(code, connection, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Looks the name up after a failure; when that fails too, it is the first failure that counts.</summary>
    private async Task<T?> FindAfterAsync(QboxmailException failure, CancellationToken cancellationToken)
    {
        try
        {
            return await find(cancellationToken).ConfigureAwait(false);
        }
        catch (QboxmailException exception)
        {
            failure.Data["Qboxmail.LookupFailure"] = exception.Message;
            return null;
        }
    }

    private async Task<T> GetCreatedAsync(string code, ApiConnection? connection, CancellationToken cancellationToken)
    {
        try
        {
            return await WaitLoop<T>.UntilReadyAsync(
                evaluator.With(static _ => WaitVerdict.Ready), code, token => get(code, token), Appearance, connection, cancellationToken).ConfigureAwait(false);
        }
        catch (QboxmailException exception)
        {
            throw new QboxmailException($"The {evaluator.Kind} {code} was created, but cannot be read: {exception.Message}", exception)
            {
                OperationId = exception.OperationId,
                RequestMayHaveBeenProcessed = true,
                Data = { ["Qboxmail.Code"] = code },
            };
        }
    }
}
