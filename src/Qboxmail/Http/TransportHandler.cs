using System.Net;

namespace Qboxmail.Http;

/// <summary>Creates the handler that connects to the server, or secures one from the application.</summary>
internal static class TransportHandler
{
#if !NET
    private const DecompressionMethods Decompression = DecompressionMethods.GZip | DecompressionMethods.Deflate;

#endif
    /// <summary>Creates a handler, which still has to be secured.</summary>
    public static HttpMessageHandler Create() =>
#if NET
        new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            // Connections are renewed, so that DNS changes take effect.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
#else
        // The default of .NET Framework is two connections per server, which is fewer than the requests of prefetching.
        new HttpClientHandler { AutomaticDecompression = Decompression, MaxConnectionsPerServer = int.MaxValue };
#endif

    /// <summary>
    /// Turns off redirects, which would send the token to any address that a response names. Turns off cookies, which would share one caller's
    /// session with another. For a loopback address, also turns off the system's proxy. Leaves a proxy that is set on the handler, and everything
    /// else, unchanged.
    /// </summary>
    /// <param name="handler">A handler of the application. Only HttpClientHandler and SocketsHttpHandler are changed.</param>
    /// <param name="baseAddress">The address of the API.</param>
    /// <param name="argument">The name of the caller's argument, for exceptions.</param>
    /// <exception cref="ArgumentException">The handler is already in use.</exception>
    public static void Secure(HttpMessageHandler handler, Uri baseAddress, string argument)
    {
        bool UsesSystemProxy(bool usesProxy, object? proxy) => usesProxy && proxy is null && Loopback.BypassesProxy(baseAddress);

        try
        {
            // A handler that is in use rejects every assignment, even of the same value.
            switch (handler)
            {
                case HttpClientHandler client
                    when client.AllowAutoRedirect || client.UseCookies || UsesSystemProxy(client.UseProxy, client.Proxy):
                    client.AllowAutoRedirect = false;
                    client.UseCookies = false;
                    client.UseProxy &= !UsesSystemProxy(client.UseProxy, client.Proxy);
                    break;
#if NET
                case SocketsHttpHandler sockets
                    when sockets.AllowAutoRedirect || sockets.UseCookies || UsesSystemProxy(sockets.UseProxy, sockets.Proxy):
                    sockets.AllowAutoRedirect = false;
                    sockets.UseCookies = false;
                    sockets.UseProxy &= !UsesSystemProxy(sockets.UseProxy, sockets.Proxy);
                    break;
#else
                // .NET 8 and 9 use this build, and there HttpClientFactory creates a handler whose type .NET Standard lacks.
                case var sockets when sockets.GetType().FullName == "System.Net.Http.SocketsHttpHandler":
                    TurnOff(sockets, "AllowAutoRedirect");
                    TurnOff(sockets, "UseCookies");

                    if (UsesSystemProxy(usesProxy: true, sockets.GetType().GetProperty("Proxy")!.GetValue(sockets)))
                    {
                        TurnOff(sockets, "UseProxy");
                    }

                    break;
#endif
            }
        }
        // Reflection wraps the exception of the property in a TargetInvocationException.
        catch (Exception exception) when (exception.GetBaseException() is InvalidOperationException)
        {
            throw new ArgumentException(
                "The handler follows redirects, stores cookies or reaches this machine through the system's proxy,"
                + " and cannot be changed because it is already in use or disposed. Create it with AllowAutoRedirect = false, UseCookies = false"
                + " and, for a loopback address, UseProxy = false.",
                argument,
                exception.GetBaseException());
        }
    }

#if !NET
    public static void EnableDecompression(HttpMessageHandler handler) =>
        handler.GetType().GetProperty("AutomaticDecompression")?.SetValue(handler, Decompression);

    private static void TurnOff(HttpMessageHandler handler, string name)
    {
        var property = handler.GetType().GetProperty(name)!;

        if (property.GetValue(handler) is true)
        {
            property.SetValue(handler, false);
        }
    }
#endif
}
