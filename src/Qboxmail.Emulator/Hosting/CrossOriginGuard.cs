using System.Net;
using Microsoft.AspNetCore.Http;

namespace Qboxmail.Emulator.Hosting;

/// <summary>
/// Keeps web sites in the browser of the emulator's user away from the emulator. A site can send requests across origins, or reach this machine under a
/// name of its own (DNS rebinding).
/// </summary>
internal static class CrossOriginGuard
{
    /// <summary>Returns a value indicating whether the host is a name or address of this machine.</summary>
    /// <param name="host">The host that the request names.</param>
    /// <param name="listening">The address that the emulator listens on. Names are unknown there unless it is a loopback address.</param>
    public static bool IsForeignHost(HostString host, IPAddress listening)
    {
        if (!IPAddress.IsLoopback(listening))
        {
            return false;
        }

        var name = host.Host.TrimEnd('.');
        return !string.Equals(name, "localhost", StringComparison.OrdinalIgnoreCase)
            && !(IPAddress.TryParse(name.Trim('[', ']'), out var address) && (IPAddress.IsLoopback(address) || address.Equals(listening)));
    }

    /// <summary>Returns a value indicating whether a page of another site sends the request.</summary>
    public static bool IsCrossOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
