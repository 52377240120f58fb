using System.Net.Http.Headers;
using Qboxmail.Redaction;

namespace Qboxmail.Http;

/// <summary>
/// Puts the token and a view's own headers on a request at the last moment. What logs requests stands above, and HttpClientFactory masks a header
/// only in the text that it logs, not in the values that a structured log keeps.
/// </summary>
internal sealed class TokenHandler(HttpMessageHandler innerHandler) : DelegatingHandler(innerHandler)
{
    private const string Key = "Qboxmail.Headers";

    /// <summary>Tells what to put on a request.</summary>
    public static void Set(HttpRequestMessage request, IReadOnlyList<KeyValuePair<string, string>> headers) =>
#if NET
        request.Options.Set(new(Key), headers);
#else
        request.Properties[Key] = headers;
#endif

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = Get(request);

        foreach (var header in headers)
        {
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            Mask(response.Headers, headers);
            Mask(response.Content?.Headers, headers);
            return response;
        }
        finally
        {
            foreach (var header in headers)
            {
                request.Headers.Remove(header.Key);
            }
        }
    }

    /// <summary>Masks in an answer what the request carried: a server that sends it back would bring it into the log above.</summary>
    private static void Mask(HttpHeaders? answered, IReadOnlyList<KeyValuePair<string, string>> sent)
    {
        foreach (var header in answered?.Where(header => header.Value.Any(value => Holds(value, sent))).ToList() ?? [])
        {
            answered!.Remove(header.Key);
            answered.TryAddWithoutValidation(header.Key, header.Value.Select(value => Holds(value, sent) ? SecretRedactor.Mask : value));
        }
    }

    private static bool Holds(string text, IReadOnlyList<KeyValuePair<string, string>> sent) =>
        sent.Any(header => header.Key == RequestMessageFactory.TokenHeader && text.Contains(header.Value));

    private static IReadOnlyList<KeyValuePair<string, string>> Get(HttpRequestMessage request) =>
#if NET
        request.Options.TryGetValue(new HttpRequestOptionsKey<IReadOnlyList<KeyValuePair<string, string>>>(Key), out var headers) ? headers : [];
#else
        request.Properties.TryGetValue(Key, out var headers) ? (IReadOnlyList<KeyValuePair<string, string>>)headers : [];
#endif
}
