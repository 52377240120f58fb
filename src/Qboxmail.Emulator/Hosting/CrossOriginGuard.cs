using System.Net;
using Microsoft.AspNetCore.Http;

namespace Qboxmail.Emulator.Hosting;

/// <summary>
/// Protects the emulator against web sites in the browser of its user. A site can send cross-origin requests, or reach this machine under its own
/// name (DNS rebinding).
/// </summary>
internal static class CrossOriginGuard
{
    /// <summary>Returns a value indicating whether the host is neither a loopback name nor an address of the emulator.</summary>
    /// <param name="host">The <c>Host</c> header of the request.</param>
    /// <param name="listening">The address that the emulator listens on. The host names of a non-loopback address are unknown, so every host
    /// is accepted.</param>
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

    /// <summary>Returns a value indicating whether a page of another origin sent the request.</summary>
    public static bool IsCrossOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
