using System.Net;

namespace Qboxmail.Probe.Sending;

/// <summary>Sends requests without a token or body, one at a time, and caches the replies.</summary>
internal sealed class PacedSender(HttpClient http, TimeProvider time, TimeSpan interval, ReplyCache cache)
{
    private const int Attempts = 3;

    private static readonly TimeSpan DefaultPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly Pace _pace = new(time, interval);

    /// <summary>Sends a request that changes no data.</summary>
    /// <param name="method">OPTIONS or GET.</param>
    /// <param name="address">The URL.</param>
    /// <param name="path">The path that the reference page must contain, or <see langword="null"/> for requests to the API.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    public async Task<Reply> SendAsync(HttpMethod method, Uri address, string? path, CancellationToken cancellationToken)
    {
        if (method != HttpMethod.Get && method != HttpMethod.Options)
        {
            throw new ArgumentException($"The probe sends only GET and OPTIONS, not {method}.", nameof(method));
        }

        var request = $"{method} {address} {path}".TrimEnd();

        if (cache.Find(request) is { } known)
        {
            return known;
        }

        for (var attempt = 1; ; attempt++)
        {
            await _pace.WaitAsync(cancellationToken);
            using var response = await SendAsync(method, address, cancellationToken);

            if ((int)response.StatusCode < 500 && response.StatusCode is not HttpStatusCode.TooManyRequests)
            {
                var reply = await ReadAsync(response, path, cancellationToken);
                cache.Add(request, reply);
                return reply;
            }

            if (attempt == Attempts)
            {
                throw new UsageException(
                    $"The server responded with {(int)response.StatusCode}. Run the command again later. It continues where it stopped.");
            }

            var pause = response.Headers.RetryAfter?.Delta ?? DefaultPause;
            await Task.Delay(pause < LongestPause ? pause : LongestPause, time, cancellationToken);
        }
    }

    private static async Task<Reply> ReadAsync(HttpResponseMessage response, string? path, CancellationToken cancellationToken)
    {
        var allow = response.Content.Headers.Allow is { Count: > 0 } methods ? methods.Select(method => method.ToUpperInvariant()).ToList() : null;
        var names = path is not null && response.IsSuccessStatusCode
            && PageText.Names(await response.Content.ReadAsStringAsync(cancellationToken), path);
        return new Reply((int)response.StatusCode, allow, names);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, address);
            return await http.SendAsync(request, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException || IsTimeout(exception, cancellationToken))
        {
            throw new UsageException("The server cannot be reached. Check the URL, and run the command again later. It continues where it stopped.");
        }
    }

    private static bool IsTimeout(Exception exception, CancellationToken cancellationToken) =>
        exception is TaskCanceledException && !cancellationToken.IsCancellationRequested;
}
