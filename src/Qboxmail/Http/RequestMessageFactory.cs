namespace Qboxmail.Http;

/// <summary>Creates a new HTTP request message for each attempt.</summary>
internal sealed class RequestMessageFactory(CallSettings settings)
{
    public const string TokenHeader = "X-Api-Token";

    public Uri BaseAddress { get; } = new(settings.Options.BaseAddress!.AbsoluteUri.TrimEnd('/') + "/");

    public Attempt CreateAttempt(string token, int maxErrorSize) => new(BaseAddress, [.. settings.Headers, new(TokenHeader, token)], maxErrorSize);

    public HttpRequestMessage CreateRequest(ApiRequest request, Attempt attempt, bool leavesBody)
    {
        var message = new HttpRequestMessage(request.Operation.Method, new Uri(BaseAddress.AbsoluteUri + request.RelativeAddress));

        message.Headers.TryAddWithoutValidation("Accept", leavesBody ? "*/*" : "application/json");
        message.Headers.TryAddWithoutValidation("User-Agent", settings.UserAgent);
        attempt.AttachTo(message);

        if (request.Content is { } content)
        {
            message.Content = new AttemptContent(content, attempt);
            message.Content.Headers.ContentType = new("application/json");
        }
        else if (request.Operation.IsWrite)
        {
            // SocketsHttpHandler silently resends bodiless requests (up to 3 times) when a pooled connection closes; a DELETE that succeeded would
            // then surface as 404. An empty body disables that.
            message.Content = new AttemptContent([], attempt);
        }

        return message;
    }
}
