using System.Net;
using Microsoft.Extensions.Http;

namespace Qboxmail.Http;

/// <summary>The HTTP client of those who have no container.</summary>
internal sealed class StandaloneHttpClient : IDisposable
{
    /// <summary>Connections are remade now and then, so that changes in DNS are seen.</summary>
    public static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    // The name of the type that the caller has disposed.
    private const string ObjectName = "QboxmailClient";

    private readonly HttpClient _client;
    private volatile bool _isDisposed;

    private StandaloneHttpClient(HttpMessageHandler handler, bool disposesHandler) =>
        _client = new HttpClient(new TokenHandler(handler), disposesHandler) { Timeout = Timeout.InfiniteTimeSpan };

    public static StandaloneHttpClient Create() => new(CreateHandler(), disposesHandler: true);

    public static StandaloneHttpClient ForHandler(HttpMessageHandler innerHandler)
    {
        DisableRedirects(innerHandler ?? throw new ArgumentNullException(nameof(innerHandler)), nameof(innerHandler));
        return new(innerHandler, disposesHandler: false);
    }

    public static HttpMessageHandler CreateHandler() =>
#if NET
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = ConnectionLifetime,
            UseCookies = false,
        };
#else
        new HttpClientHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            // .NET Framework would make two, fewer than the pages that are fetched ahead.
            MaxConnectionsPerServer = int.MaxValue,
            UseCookies = false,
        };
#endif

    /// <summary>Completes the chain of a container, whose handler may be one of the host's.</summary>
    public static void AddTokenHandler(HttpMessageHandlerBuilder builder)
    {
        DisableRedirects(builder.PrimaryHandler, nameof(builder.PrimaryHandler));
        builder.PrimaryHandler = new TokenHandler(builder.PrimaryHandler);
    }

    public HttpClient Get() => _isDisposed ? throw new ObjectDisposedException(ObjectName) : _client;

    public void Dispose()
    {
        _isDisposed = true;
        _client.Dispose();
    }

    /// <summary>Switches off what would carry the token to whatever address an answer names.</summary>
    /// <param name="handler">A handler of the caller's.</param>
    /// <param name="argument">What the caller knows it by.</param>
    private static void DisableRedirects(HttpMessageHandler handler, string argument)
    {
        try
        {
            switch (handler)
            {
#if NET
                case SocketsHttpHandler { AllowAutoRedirect: true } sockets: sockets.AllowAutoRedirect = false; break;
#endif
                case HttpClientHandler { AllowAutoRedirect: true } client: client.AllowAutoRedirect = false; break;
                case DelegatingHandler { InnerHandler: { } inner }: DisableRedirects(inner, argument); break;
            }
        }
        catch (InvalidOperationException exception)
        {
            throw new ArgumentException(
                "The handler follows redirects, which could carry the token to another host, and is in use already. Make it with AllowAutoRedirect = false.",
                argument,
                exception);
        }
    }
}
