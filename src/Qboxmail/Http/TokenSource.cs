using Qboxmail.Internal;

namespace Qboxmail.Http;

/// <summary>Gets the token of one attempt, from the options or from the caller's provider.</summary>
internal sealed class TokenSource(QboxmailClientOptions options)
{
    public ValueTask<string> GetTokenAsync(CallContext call, CancellationToken cancellationToken) =>
        options.ApiTokenProvider is { } provider ? new(AskAsync(provider, call, cancellationToken)) : new(options.ApiToken!);

    private static async Task<string> AskAsync(
        Func<CancellationToken, ValueTask<string>> provider, CallContext call, CancellationToken cancellationToken)
    {
        try
        {
            var token = await CancellableTask
                .WaitAsync(provider(cancellationToken).AsTask(), disposeLate: null, cancellationToken).ConfigureAwait(false);

            return QboxmailClientOptionsValidator.FailureOfToken(token) is { } failure
                ? throw new InvalidOperationException($"The token that ApiTokenProvider returned {failure}.")
                : token;
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested)
        {
            call.GotNoToken();
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (Exception exception)
        {
            throw new CallerException(exception);
        }
    }
}
