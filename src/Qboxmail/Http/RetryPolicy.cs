using System.Security.Authentication;
using Polly.Timeout;
#if !NET
using System.Net.Sockets;
#endif

namespace Qboxmail.Http;

/// <summary>
/// Decides whether a failed attempt is retried. Idempotent operations are retried whenever a later attempt can succeed. Other operations are retried
/// only if the API certainly did not process the request, because a duplicate may cost money.
/// </summary>
internal static class RetryPolicy
{
    /// <summary>Decides whether an attempt that ended in a response or an exception is retried.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="response">The response, or <see langword="null"/> if there is none.</param>
    /// <param name="exception">The exception, or <see langword="null"/> if there is none.</param>
    /// <param name="neverReachedServer">Whether the attempt has shown that the server received nothing.</param>
    public static bool ShouldRetry(ApiOperation operation, HttpResponseMessage? response, Exception? exception, bool neverReachedServer = false) =>
        ((int?)response?.StatusCode, exception) switch
        {
            // The API rejected the request before processing it.
            (429, _) => true,
            // 501 (Not Implemented) is permanent.
            (501, _) => false,
            (408 or >= 500, _) => operation.IsRepeatable,
            (_, TimeoutRejectedException) => operation.IsRepeatable || neverReachedServer,
            (_, HttpRequestException failure) => !IsPermanent(failure) && (operation.IsRepeatable || neverReachedServer),
            _ => false,
        };

    /// <summary>Returns whether the API may have processed a request that failed with this response.</summary>
    public static bool MayHaveBeenProcessed(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError;

    /// <summary>Returns whether the exception proves that no connection was established.</summary>
    public static bool NeverReachedServer(Exception exception) =>
#if NET
        // The inner exception is not checked, because an open connection can also fail with a SocketException.
        exception is HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
        };
#else
        exception is HttpRequestException && exception.InnerException switch
        {
            SocketException socket => socket.SocketErrorCode is SocketError.ConnectionRefused or SocketError.HostNotFound
                or SocketError.HostUnreachable or SocketError.HostDown or SocketError.NetworkUnreachable or SocketError.TryAgain
                or SocketError.NoData or SocketError.NoRecovery or SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported,
            WebException web => web.Status is WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ConnectFailure
                or WebExceptionStatus.ProxyNameResolutionFailure or WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure,
            AuthenticationException => true,
            _ => false,
        };
#endif

    /// <summary>
    /// Returns whether another attempt would fail in the same way, for example because of an untrusted certificate or an invalid address.
    /// </summary>
    private static bool IsPermanent(HttpRequestException exception) => exception switch
    {
#if NET
        {
            HttpRequestError: HttpRequestError.UserAuthenticationError or HttpRequestError.VersionNegotiationError
                or HttpRequestError.ConfigurationLimitExceeded
        } => true,
        { HttpRequestError: HttpRequestError.ProxyTunnelError, StatusCode: HttpStatusCode.ProxyAuthenticationRequired } => true,
#else
        { InnerException: WebException { Status: WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure } } => true,
#endif
        // ObjectDisposedException comes from a connection that is closing. WebException is classified by its status.
        { InnerException: InvalidOperationException and not (ObjectDisposedException or WebException) } => true,
        { InnerException: AuthenticationException or NotSupportedException or ArgumentException or FormatException } => true,
        _ => false,
    };
}
