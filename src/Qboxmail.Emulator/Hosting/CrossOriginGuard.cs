using System.Net;
using Microsoft.AspNetCore.Http;

namespace Qboxmail.Emulator.Hosting;

/// <summary>
/// Keeps web sites, which the browser of the emulator's user may show, from everything that needs no token: also those that ask under a name of their own
/// that leads to this machine.
/// </summary>
internal static class CrossOriginGuard
{
    /// <summary>Whether a request comes from another site.</summary>
    /// <param name="request">The request.</param>
    /// <param name="listens">Where the emulator listens. When that is on more than this machine, the names that it has there cannot be known.</param>
    public static bool IsCrossOrigin(HttpRequest request, IPAddress listens)
    {
        var isForeignName = IPAddress.IsLoopback(listens)
            && request.Host.Host != "localhost"
            && !(IPAddress.TryParse(request.Host.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
        var origin = request.Headers.Origin.ToString();

        return isForeignName || (origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}");
    }
}
