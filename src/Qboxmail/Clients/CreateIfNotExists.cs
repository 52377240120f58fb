using Qboxmail.Http;
using Qboxmail.Models;
using Qboxmail.Waiting;

namespace Qboxmail.Clients;

/// <summary>
/// Creates a named resource unless it exists. It looks the resource up by name first, and again if the outcome of the creation is unknown.
/// </summary>
/// <param name="evaluator">The evaluator for the state of a resource of this kind.</param>
/// <param name="find">A delegate that finds the resource by its name, or returns <see langword="null"/>.</param>
/// <param name="create">A delegate that sends the creation, which is not idempotent.</param>
/// <param name="get">A delegate that gets the resource with the specified code.</param>
/// <param name="codeOf">A delegate that gets the code of a resource.</param>
internal sealed class CreateIfNotExists<T>(
    StateEvaluator<T> evaluator,
    Func<CancellationToken, Task<T?>> find,
    Func<CancellationToken, Task<CreatedResource>> create,
    Func<string, CancellationToken, Task<T>> get,
    Func<T, string> codeOf)
    where T : class
{
    // The timeout exceeds the grace period of a new resource, so that a resource that never appears counts as failed.
    private static readonly WaitOptions Appearance = new() { Timeout = PollErrors.CreationGracePeriod + PollErrors.CreationGracePeriod };

    public Task<CreateIfNotExistsResult<T>> RunAsync(
        ApiConnection? connection, CancellationToken cancellationToken, [CallerMemberName] string method = "") =>
        Telemetry.TraceAsync(evaluator.ActivityName(method), () => CreateOrFindAsync(connection, cancellationToken), cancellationToken);

    private async Task<CreateIfNotExistsResult<T>> CreateOrFindAsync(ApiConnection? connection, CancellationToken cancellationToken)
    {
        if (await find(cancellationToken).ConfigureAwait(false) is { } existing)
        {
            return new(created: false, codeOf(existing), existing);
        }

        var (created, code, found) = await CreateAsync(cancellationToken).ConfigureAwait(false);

        return new(created, code, found ?? await WaitUntilCreatedAsync(code, connection, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Creates the resource. If the creation fails but the resource may exist, this method looks it up.</summary>
    public async Task<(bool Created, string Code, T? Found)> CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (true, (await create(cancellationToken).ConfigureAwait(false)).ResourceCode, null);
        }
        catch (QboxmailException failure) when (failure.RequestMayHaveBeenProcessed || MayExistAlready(failure))
        {
            if (await FindAfterAsync(failure, cancellationToken).ConfigureAwait(false) is not { } found)
            {
                throw;
            }

            return (failure.RequestMayHaveBeenProcessed, codeOf(found), found);
        }
    }

    /// <summary>Returns whether the API may have rejected the creation because the resource already exists.</summary>
    private static bool MayExistAlready(QboxmailException failure) =>
        failure is QboxmailApiException { Reason: QboxmailErrorReason.ValidationFailed }
            or QboxmailApiException { StatusCode: HttpStatusCode.BadRequest or HttpStatusCode.Conflict };

    /// <summary>
    /// Looks the resource up after a failed creation. Returns <see langword="null"/> if the lookup fails too, so that the caller rethrows the
    /// exception thrown by the creation.
    /// </summary>
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

    private async Task<T> WaitUntilCreatedAsync(string code, ApiConnection? connection, CancellationToken cancellationToken)
    {
        try
        {
            return await WaitLoop<T>.RunAsync(
                evaluator.With(static _ => WaitVerdict.Ready), new(get), code, Appearance, connection, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (QboxmailException exception)
        {
            throw new QboxmailException(
                $"The {evaluator.Kind} {code} was created but cannot be read. Repeat the call later. {exception.Message}", exception)
            {
                OperationId = exception.OperationId,
                RequestMayHaveBeenProcessed = true,
                Data = { ["Qboxmail.Code"] = code },
            };
        }
    }
}
