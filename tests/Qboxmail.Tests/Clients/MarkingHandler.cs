namespace Qboxmail.Tests;

/// <summary>Marks each request with the header <c>X-Mark</c>, to show that it passed this handler.</summary>
internal sealed class MarkingHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add("X-Mark", "1");
        return base.SendAsync(request, cancellationToken);
    }
}
