using System.Net;

namespace Qboxmail.Http;

/// <summary>Creates the handler that connects to the server, or secures one from the application.</summary>
internal static class TransportHandler
{
    // Connections are renewed, so that DNS changes take effect.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

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
            PooledConnectionLifetime = ConnectionLifetime,
        };
#else
        // .NET Framework would open two connections, fewer than the pages that are prefetched.
        new HttpClientHandler { AutomaticDecompression = Decompression, MaxConnectionsPerServer = int.MaxValue };
#endif

    /// <summary>
    /// Turns off redirects, which would carry the token to any address that a response names, and cookies, which would carry one caller's session to
    /// another. For a loopback address, also turns off the system's proxy. Leaves a proxy that is set on the handler, and everything else, unchanged.
    /// </summary>
    /// <param name="handler">
    /// A handler of the application. Only HttpClientHandler and SocketsHttpHandler are changed, also at the end of a chain.
    /// </param>
    /// <param name="baseAddress">The address of the API.</param>
    /// <param name="argument">The name by which the caller knows the handler.</param>
    /// <exception cref="ArgumentException">The handler is already in use, or its chain has no end.</exception>
    public static void Secure(HttpMessageHandler handler, Uri? baseAddress, string argument)
    {
        switch (handler)
        {
            case DelegatingHandler { InnerHandler: { } inner }:
                Secure(inner, baseAddress, argument);
                break;
            case DelegatingHandler:
                throw new ArgumentException(
                    $"The handler {handler.GetType().Name} has no inner handler. Set its InnerHandler, for example to a SocketsHttpHandler.",
                    argument);
            case HttpClientHandler client:
                TurnOff(client.AllowAutoRedirect, () => client.AllowAutoRedirect = false, argument);
                TurnOff(client.UseCookies, () => client.UseCookies = false, argument);
                TurnOff(client.UseProxy && client.Proxy is null && Loopback.BypassesProxy(baseAddress), () => client.UseProxy = false, argument);
                break;
#if NET
            case SocketsHttpHandler sockets:
                TurnOff(sockets.AllowAutoRedirect, () => sockets.AllowAutoRedirect = false, argument);
                TurnOff(sockets.UseCookies, () => sockets.UseCookies = false, argument);
                TurnOff(sockets.UseProxy && sockets.Proxy is null && Loopback.BypassesProxy(baseAddress), () => sockets.UseProxy = false, argument);
                break;
#else
            // .NET 8 and 9 use this build, and HttpClientFactory gives them a handler that .NET Standard does not know.
            case var sockets when sockets.GetType().FullName == "System.Net.Http.SocketsHttpHandler":
                TurnOff(sockets, "AllowAutoRedirect", argument);
                TurnOff(sockets, "UseCookies", argument);

                if (Loopback.BypassesProxy(baseAddress) && sockets.GetType().GetProperty("Proxy")!.GetValue(sockets) is null)
                {
                    TurnOff(sockets, "UseProxy", argument);
                }

                break;
#endif
        }
    }

#if !NET
    public static void EnableDecompression(HttpMessageHandler handler) =>
        handler.GetType().GetProperty("AutomaticDecompression")?.SetValue(handler, Decompression);

#endif
    private static void TurnOff(bool isOn, Action turnOff, string argument)
    {
        try
        {
            if (isOn)
            {
                turnOff();
            }
        }
        // Reflection wraps it.
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
    private static void TurnOff(HttpMessageHandler handler, string name, string argument)
    {
        var property = handler.GetType().GetProperty(name)!;
        TurnOff((bool)property.GetValue(handler)!, () => property.SetValue(handler, false), argument);
    }
#endif
}
