using System.Net;
using System.Net.Http.Headers;

namespace Qboxmail.Benchmarks.Clients;

/// <summary>Responds from memory, with as little work of its own as possible. Without a body it serves the requested page.</summary>
internal sealed class PayloadHandler(int status, byte[]? body) : HttpMessageHandler
{
    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "utf-8" };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(body ?? Payloads.Page(PageOf(request.RequestUri!.OriginalString)));
        content.Headers.ContentType = Json;
        return Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = content, RequestMessage = request });
    }

    private static int PageOf(string address)
    {
        var number = 0;

        for (var at = address.IndexOf("page=", StringComparison.Ordinal) + 5; at < address.Length && char.IsAsciiDigit(address[at]); at++)
        {
            number = (10 * number) + address[at] - '0';
        }

        return number;
    }
}
