using System.Net;
using System.Text;
using RichardSzalay.MockHttp;

namespace Qboxmail.Testing;

/// <summary>A fake server that expects requests in order, responds to each, and throws an exception for any other request.</summary>
public sealed class FakeApi : IDisposable
{
    public const string Token = "test-token-0123456789";

    public static readonly Uri Address = new("https://api.example.com");

    private readonly MockHttpMessageHandler _http = new(BackendDefinitionBehavior.NoExpectations);
    private readonly List<string> _unexpected = [];

    public FakeApi() => _http.Fallback.Respond(HttpResponseMessage (request) =>
    {
        var text = $"Unexpected request: {request.Method} {request.RequestUri!.PathAndQuery}.";
        _unexpected.Add(text);
        // The library neither wraps nor retries exceptions of this type.
        throw new QboxmailException(text);
    });

    public FakeTime Time { get; } = new();

    /// <summary>Gets copies of the received requests, with their bodies.</summary>
    public List<(HttpRequestMessage Message, string Body)> Requests { get; } = [];

    public QboxmailClientOptions Options => new() { ApiToken = Token, BaseAddress = Address, TimeProvider = Time };

    public HttpMessageHandler Handler => _http;

    public QboxmailClient CreateClient(Action<QboxmailClientOptions>? configure = null)
    {
        var options = Options;
        configure?.Invoke(options);
        return new QboxmailClient(options, _http);
    }

    /// <summary>Creates a response with a JSON body, or without a body if <paramref name="json"/> is <see langword="null"/>.</summary>
    public static HttpResponseMessage Response(HttpStatusCode status, string? json = null, params (string Name, string Value)[] headers) =>
        Response(status, json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"), headers);

    public static HttpResponseMessage Response(HttpStatusCode status, HttpContent? content, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage(status);

        if (content is not null)
        {
            response.Content = content;
        }

        foreach (var (name, value) in headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return response;
    }

    public FakeApi Expect(
        HttpMethod method, string pathAndQuery, HttpStatusCode status, string? json = null, params (string Name, string Value)[] headers) =>
        Expect(method, pathAndQuery, _ => Response(status, json, headers));

    public FakeApi Expect(HttpMethod method, string pathAndQuery, Func<HttpRequestMessage, HttpResponseMessage> respond)
    {
        _http.Expect(method, new Uri(Address, pathAndQuery).AbsoluteUri.Split('?')[0])
            .With(request => request.RequestUri!.PathAndQuery == pathAndQuery)
            .Respond(HttpResponseMessage (request) =>
            {
                // MockHttp swallows the exceptions of asynchronous responders. Blocking is harmless here, because these bodies are in memory.
                var body = request.Content?.ReadAsStringAsync().GetAwaiter().GetResult() ?? "";

                lock (Requests)
                {
                    Requests.Add((Copy(request), body));
                }

                return respond(request);
            });
        return this;
    }

    public FakeApi Get(string pathAndQuery, string json) => Expect(HttpMethod.Get, pathAndQuery, HttpStatusCode.OK, json);

    public FakeApi Get(string pathAndQuery, HttpStatusCode status, string? json = null) => Expect(HttpMethod.Get, pathAndQuery, status, json);

    public FakeApi Post(string pathAndQuery, HttpStatusCode status, string? json = null) => Expect(HttpMethod.Post, pathAndQuery, status, json);

    public FakeApi Put(string pathAndQuery, HttpStatusCode status, string? json = null) => Expect(HttpMethod.Put, pathAndQuery, status, json);

    public FakeApi Delete(string pathAndQuery, HttpStatusCode status, string? json = null) => Expect(HttpMethod.Delete, pathAndQuery, status, json);

    /// <summary>Expects a request that fails with an exception instead of a response.</summary>
    public FakeApi Fail(HttpMethod method, string pathAndQuery, Exception exception) => Expect(method, pathAndQuery, _ => throw exception);

    /// <summary>Copies a request for later inspection, because the library removes the token and disposes the request.</summary>
    public static HttpRequestMessage Copy(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri);

        foreach (var header in request.Headers.NonValidated)
        {
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        if (request.Content is { } content)
        {
            copy.Content = new ByteArrayContent([]);

            foreach (var header in content.Headers)
            {
                copy.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        return copy;
    }

    /// <summary>Fails the test if an expected request is missing or an unexpected request has arrived.</summary>
    public void Verify()
    {
        Assert.That(_unexpected, Is.Empty);
        _http.VerifyNoOutstandingExpectation();
    }

    public void Dispose() => _http.Dispose();
}
