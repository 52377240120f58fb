using System.Net;
using Microsoft.AspNetCore.Http;

namespace Qboxmail.Emulator.Hosting;

/// <summary>
/// Detects requests that other websites send through the browser of a user: cross-origin requests, and requests to a foreign host name (DNS
/// rebinding).
/// </summary>
internal static class CrossOriginGuard
{
    /// <summary>Returns a value indicating whether the host is neither a loopback host nor the address that the emulator listens on.</summary>
    /// <param name="host">The <c>Host</c> header of the request.</param>
    /// <param name="listening">
    /// The address that the emulator listens on. If it is not a loopback address, every host is accepted, because the host names of the machine are
    /// unknown.
    /// </param>
    public static bool IsForeignHost(HostString host, IPAddress listening)
    {
        if (!IPAddress.IsLoopback(listening))
        {
            return false;
        }

        var name = host.Host.EndsWith('.') ? host.Host[..^1] : host.Host;
        return !string.Equals(name, "localhost", StringComparison.OrdinalIgnoreCase)
            && !(IPAddress.TryParse(name.Trim('[', ']'), out var address) && (IPAddress.IsLoopback(address) || address.Equals(listening)));
    }

    /// <summary>Returns a value indicating whether the <c>Origin</c> header differs from the origin that the request targets.</summary>
    public static bool IsCrossOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
