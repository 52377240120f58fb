namespace Qboxmail.Http;

/// <summary>Owns the HttpClient of a QboxmailClient that was created without a dependency injection container.</summary>
internal sealed class StandaloneHttpClient : IDisposable
{
    private readonly HttpClient _client;
    private volatile bool _isDisposed;

    private StandaloneHttpClient(HttpMessageHandler handler, bool disposesHandler) =>
        _client = new HttpClient(handler, disposesHandler) { Timeout = Timeout.InfiniteTimeSpan };

    public static StandaloneHttpClient ForHandler(HttpMessageHandler innerHandler, Uri baseAddress, bool disposesHandler = false) =>
        new(
            TokenHandler.AddTo(innerHandler ?? throw new ArgumentNullException(nameof(innerHandler)), baseAddress, nameof(innerHandler)),
            disposesHandler);

    // The exception names QboxmailClient, because that is the object that the caller has disposed.
    public HttpClient Get() => _isDisposed ? throw new ObjectDisposedException("QboxmailClient") : _client;

    public void Dispose()
    {
        _isDisposed = true;
        _client.Dispose();
    }
}
