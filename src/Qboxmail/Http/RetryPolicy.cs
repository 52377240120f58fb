using System.Net;
using System.Net.Sockets;
using Polly.Timeout;

namespace Qboxmail.Http;

/// <summary>
/// Decides whether a failed try may be sent again. What may be repeated is repeated whenever a later try can go better. Everything else only when the
/// API surely did nothing: a second creation costs money.
/// </summary>
internal static class RetryPolicy
{
    public static bool ShouldRetry(ApiOperation operation, HttpResponseMessage? answer, Exception? exception) => exception switch
    {
        null => ShouldRetry(operation, answer!.StatusCode),
        TimeoutRejectedException => operation.IsRepeatable,
        HttpRequestException or IOException => operation.IsRepeatable || NeverReachedServer(exception),
        _ => false,
    };

    /// <summary>Whether the API may have done what a failed try asked for.</summary>
    public static bool MayHaveBeenProcessed(HttpResponseMessage? answer, Exception? exception) =>
        exception is null ? answer!.StatusCode is HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError : !NeverReachedServer(exception);

    /// <summary>Whether no connection was made. In doubt one was.</summary>
    public static bool NeverReachedServer(Exception exception)
    {
#if NET
        // With a version of HTTP that shares connections, only these come before the first byte.
        if (exception is HttpRequestException
            {
                HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
            })
        {
            return true;
        }
#endif

        return exception.InnerException switch
        {
            SocketException socket => socket.SocketErrorCode is SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable
                or SocketError.NetworkUnreachable or SocketError.TryAgain or SocketError.NoData,
            WebException web => web.Status is WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ConnectFailure
                or WebExceptionStatus.ProxyNameResolutionFailure or WebExceptionStatus.TrustFailure,
            _ => false,
        };
    }

    private static bool ShouldRetry(ApiOperation operation, HttpStatusCode status) => status switch
    {
        // Refused before it was looked at.
        (HttpStatusCode)429 => true,
        HttpStatusCode.RequestTimeout => operation.IsRepeatable,
        // Asking again does not teach a server an operation.
        HttpStatusCode.NotImplemented => false,
        >= HttpStatusCode.InternalServerError => operation.IsRepeatable,
        _ => false,
    };
}
