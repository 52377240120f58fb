namespace Qboxmail.Http;

/// <summary>Creates the primary handler, or secures one from the application.</summary>
internal static class TransportHandler
{
#if !NET
    private const DecompressionMethods Decompression = DecompressionMethods.GZip | DecompressionMethods.Deflate;

#endif
    /// <summary>Creates a primary handler, which must still be passed to <see cref="Secure"/>.</summary>
    public static HttpMessageHandler Create() =>
#if NET
        new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            // Connections are replaced after this time, so that DNS changes take effect.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
#else
        // The default on .NET Framework is two connections per server, which are too few for prefetching.
        new HttpClientHandler { AutomaticDecompression = Decompression, MaxConnectionsPerServer = int.MaxValue };
#endif

    /// <summary>
    /// Disables redirects, which would send the token to any address in a response, and cookies, which callers would share. For a loopback address,
    /// it also disables the system proxy. It does not change other settings, such as an explicit proxy.
    /// </summary>
    /// <param name="handler">The primary handler. Only HttpClientHandler and SocketsHttpHandler are changed.</param>
    /// <param name="baseAddress">The base address of the API.</param>
    /// <param name="argument">The name of the caller's parameter, for exceptions.</param>
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
                    (client.AllowAutoRedirect, client.UseCookies) = (false, false);
                    client.UseProxy &= !UsesSystemProxy(client.UseProxy, client.Proxy);
                    break;
#if NET
                case SocketsHttpHandler sockets
                    when sockets.AllowAutoRedirect || sockets.UseCookies || UsesSystemProxy(sockets.UseProxy, sockets.Proxy):
                    (sockets.AllowAutoRedirect, sockets.UseCookies) = (false, false);
                    sockets.UseProxy &= !UsesSystemProxy(sockets.UseProxy, sockets.Proxy);
                    break;
#else
                // The .NET Standard build, which .NET 8 and 9 use, lacks this type. HttpClientFactory creates such a handler there.
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
        // Reflection wraps an exception thrown by a property setter in a TargetInvocationException.
        catch (Exception exception) when (exception.GetBaseException() is InvalidOperationException)
        {
            throw new ArgumentException(
                "The handler follows redirects, stores cookies or uses the system proxy for a loopback address,"
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
