using System.Net;
using System.Net.Http.Headers;

namespace Qboxmail.Benchmarks.Clients;

/// <summary>Responds from memory with minimal overhead. Without a body it returns the requested page.</summary>
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

        for (var index = address.IndexOf("page=", StringComparison.Ordinal) + 5; index < address.Length && char.IsAsciiDigit(address[index]); index++)
        {
            number = (10 * number) + address[index] - '0';
        }

        return number;
    }
}
