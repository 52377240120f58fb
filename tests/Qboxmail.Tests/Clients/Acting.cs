namespace Qboxmail.Tests;

/// <summary>A handler of the application that treats requests as a test requires.</summary>
internal sealed class Acting(
    HttpMessageHandler inner, Func<HttpRequestMessage, Func<HttpRequestMessage, Task<HttpResponseMessage>>, Task<HttpResponseMessage>> act)
    : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        act(request, sent => base.SendAsync(sent, cancellationToken));
}
