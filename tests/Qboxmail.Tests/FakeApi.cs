using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using RichardSzalay.MockHttp;

namespace Qboxmail.Tests;

/// <summary>The other end of a conversation: expects requests in their order, answers each, and throws at every other one.</summary>
internal sealed class FakeApi : IDisposable
{
    public const string Token = "test-token-0123456789";

    public static readonly Uri Address = new("https://api.example.com");

    private readonly MockHttpMessageHandler _http = new(BackendDefinitionBehavior.NoExpectations);

    public FakeApi() =>
        _http.Fallback.Respond(request => throw new AssertionException($"Nobody expected {request.Method} {request.RequestUri!.PathAndQuery}."));

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 4, 16, 9, 0, 0, TimeSpan.Zero));

    /// <summary>The requests that came, with their bodies.</summary>
    public List<(HttpRequestMessage Message, string Body)> Requests { get; } = [];

    public QboxmailClientOptions Options => new() { ApiToken = Token, BaseAddress = Address, TimeProvider = Time };

    public HttpMessageHandler Handler => _http;

    public QboxmailClient CreateClient(Action<QboxmailClientOptions>? configure = null)
    {
        var options = Options;
        configure?.Invoke(options);
        return new QboxmailClient(options, _http);
    }

    public FakeApi Expect(HttpMethod method, string pathAndQuery, HttpStatusCode status, string? json, params (string Name, string Value)[] headers) =>
        Expect(method, pathAndQuery, _ =>
        {
            var response = new HttpResponseMessage(status);

            if (json is not null)
            {
                response.Content = new StringContent(json, Encoding.UTF8, "application/json");
            }

            foreach (var (name, value) in headers)
            {
                response.Headers.TryAddWithoutValidation(name, value);
            }

            return response;
        });

    public FakeApi Expect(HttpMethod method, string pathAndQuery, Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        _http.Expect(method, new Uri(Address, pathAndQuery).AbsoluteUri.Split('?')[0])
            .With(request => request.RequestUri!.PathAndQuery == pathAndQuery)
            .Respond(async request =>
            {
                Requests.Add((request, request.Content is null ? "" : await request.Content.ReadAsStringAsync()));
                return answer(request);
            });
        return this;
    }

    public FakeApi Get(string pathAndQuery, string json) => Expect(HttpMethod.Get, pathAndQuery, HttpStatusCode.OK, json);

    public FakeApi Get(string pathAndQuery, HttpStatusCode status, string? json = null) => Expect(HttpMethod.Get, pathAndQuery, status, json);

    /// <summary>Fails when a request was expected that did not come.</summary>
    public void Verify() => _http.VerifyNoOutstandingExpectation();

    public void Dispose() => _http.Dispose();
}
