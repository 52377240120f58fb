using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.Versioning;
using Polly.Timeout;
using Qboxmail.Http;

namespace Qboxmail.Tests;

/// <summary>The failures after which an operation is retried.</summary>
public class RetryPolicyTests
{
    private static readonly ApiOperation Read = new("Read", HttpMethod.Get, "api/things");
    private static readonly ApiOperation PostThatReads =
        new("PostThatReads", HttpMethod.Post, "api/things/details", isIdempotent: true, isRead: true);
    private static readonly ApiOperation Update = new("Update", HttpMethod.Put, "api/things", isIdempotent: true);
    private static readonly ApiOperation Deletion = new("Deletion", HttpMethod.Delete, "api/things", isIdempotent: true);
    private static readonly ApiOperation Creation = new("Creation", HttpMethod.Post, "api/things");
    private static readonly ApiOperation Order = new("Order", HttpMethod.Put, "api/things/buy");

    private static readonly ApiOperation[] Repeatable = [Read, PostThatReads, Update, Deletion];
    private static readonly ApiOperation[] NotRepeatable = [Creation, Order];
    private static readonly ApiOperation[] All = [.. Repeatable, .. NotRepeatable];

    // The netstandard2.0 build does not see the kind of error that newer versions of .NET report.
    private static bool SeesKindsOfErrors =>
        typeof(QboxmailClient).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!
            .FrameworkName.StartsWith(".NETCoreApp", StringComparison.Ordinal);

    [Test]
    public void An_operation_is_a_write_unless_its_method_or_the_document_says_it_reads()
    {
        var raw = new ApiOperation("Raw", HttpMethod.Post, "api/things", isIdempotent: true);

        Assert.That(All.Append(raw).Where(operation => operation.IsWrite), Is.EqualTo([Update, Deletion, Creation, Order, raw]));
    }

    [TestCaseSource(nameof(Repeatable))]
    public void A_repeatable_operation_is_retried_after_a_server_error(object operation)
    {
        foreach (var status in new[] { 408, 429, 500, 502, 503, 504, 520, 599 })
        {
            Assert.That(Repeats(operation, status), Is.True, $"{status}");
        }
    }

    [TestCaseSource(nameof(NotRepeatable))]
    public void A_non_repeatable_operation_is_not_retried_when_the_server_may_have_processed_it(object operation)
    {
        foreach (var status in new[] { 408, 500, 502, 503, 504, 520, 599 })
        {
            Assert.That(Repeats(operation, status), Is.False, $"{status}");
        }
    }

    [TestCaseSource(nameof(NotRepeatable))]
    public void A_non_repeatable_operation_is_retried_after_a_429_response(object operation) =>
        Assert.That(Repeats(operation, 429), Is.True);

    // 409: an earlier creation may have been processed. 501 is permanent. 3xx: the address is wrong. The others: the request is wrong.
    [TestCaseSource(nameof(Repeatable))]
    [TestCaseSource(nameof(NotRepeatable))]
    public void No_operation_is_retried_after_a_permanent_error_status(object operation)
    {
        foreach (var status in new[] { 300, 301, 302, 304, 307, 308, 400, 401, 402, 403, 404, 405, 409, 410, 413, 415, 418, 422, 501 })
        {
            Assert.That(Repeats(operation, status), Is.False, $"{status}");
        }
    }

    [TestCaseSource(nameof(LostConnections))]
    public void A_lost_connection_is_retried_only_for_repeatable_operations(Exception exception)
    {
        Assert.That(Repeated(exception), Is.EqualTo(Repeatable));
        Assert.That(RetryPolicy.NeverReachedServer(exception), Is.False);
    }

    [TestCaseSource(nameof(MissingConnections))]
    public void Every_operation_is_retried_when_no_connection_was_established(Exception exception)
    {
        Assert.That(Repeated(exception), Is.EqualTo(All));
        Assert.That(RetryPolicy.NeverReachedServer(exception), Is.True);
    }

    [TestCase(HttpRequestError.NameResolutionError)]
    [TestCase(HttpRequestError.ConnectionError)]
    [TestCase(HttpRequestError.SecureConnectionError)]
    [TestCase(HttpRequestError.ProxyTunnelError)]
    public void An_HttpRequestError_before_a_connection_allows_the_retry_of_a_creation(HttpRequestError error)
    {
        var exception = new HttpRequestException(error, "No connection.");

        Assert.That(RetryPolicy.NeverReachedServer(exception), Is.EqualTo(SeesKindsOfErrors));
        Assert.That(Repeated(exception), Is.EqualTo(SeesKindsOfErrors ? All : Repeatable));
    }

    [Test]
    public void Any_other_HttpRequestError_may_follow_a_connection()
    {
        var others = Enum.GetValues<HttpRequestError>().Except([
            HttpRequestError.NameResolutionError, HttpRequestError.ConnectionError,
            HttpRequestError.SecureConnectionError, HttpRequestError.ProxyTunnelError]);

        foreach (var error in others)
        {
            Assert.That(RetryPolicy.NeverReachedServer(new HttpRequestException(error, "Lost.")), Is.False, $"{error}");
        }
    }

    [Test]
    public void An_attempt_timeout_is_retried_only_for_repeatable_operations()
    {
        var exception = new TimeoutRejectedException();

        Assert.That(Repeated(exception), Is.EqualTo(Repeatable));
    }

    // The caller cancels on purpose, and the other exceptions would occur again.
    [Test]
    public void Cancellation_and_unrelated_exceptions_are_not_retried()
    {
        foreach (var exception in new Exception[]
        {
            new OperationCanceledException(), new TaskCanceledException(), new InvalidOperationException(),
            new ObjectDisposedException("x"), new TimeoutException(), new QboxmailException("x"),
        })
        {
            Assert.That(Repeated(exception), Is.Empty, exception.GetType().Name);
        }
    }

    [TestCase(408, true)]
    [TestCase(500, true)]
    [TestCase(501, true)]
    [TestCase(503, true)]
    [TestCase(400, false)]
    [TestCase(401, false)]
    [TestCase(404, false)]
    [TestCase(409, false)]
    [TestCase(422, false)]
    [TestCase(429, false)]
    [TestCase(302, false)]
    public void MayHaveBeenProcessed_depends_on_the_status_code(int status, bool expected)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);

        Assert.That(RetryPolicy.MayHaveBeenProcessed(response), Is.EqualTo(expected));
    }

    private static IEnumerable<ApiOperation> Repeated(Exception exception) =>
        All.Where(operation => RetryPolicy.ShouldRetry(operation, null, exception, RetryPolicy.NeverReachedServer(exception)));

    private static bool Repeats(object operation, int status)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        return RetryPolicy.ShouldRetry((ApiOperation)operation, response, null);
    }

    private static IEnumerable<Exception> LostConnections()
    {
        yield return new HttpRequestException("Lost.");
        yield return new HttpRequestException("Lost.", new IOException("Lost."));
        yield return new HttpRequestException("Lost.", new ObjectDisposedException("stream"));
        yield return new HttpRequestException("Lost.", new SocketException((int)SocketError.ConnectionReset));
        yield return new HttpRequestException("Lost.", new SocketException((int)SocketError.ConnectionAborted));
        // Either connecting or the response may have taken too long.
        yield return new HttpRequestException("Lost.", new SocketException((int)SocketError.TimedOut));
        yield return new HttpRequestException("Lost.", new WebException("Lost.", WebExceptionStatus.ReceiveFailure));
        yield return new HttpRequestException("Lost.", new WebException("Lost.", WebExceptionStatus.SendFailure));
        yield return new HttpRequestException("Lost.", new WebException("Lost.", WebExceptionStatus.Timeout));
        yield return new HttpRequestException("Lost.", new WebException("Lost.", WebExceptionStatus.ConnectionClosed));
        yield return new HttpRequestException("Lost.", new WebException("Lost.", WebExceptionStatus.KeepAliveFailure));
    }

#if !NETSTANDARD_BUILD
    [TestCase(SocketError.ConnectionRefused)]
    [TestCase(SocketError.NetworkUnreachable)]
    public void A_SocketException_without_an_HttpRequestError_may_come_from_a_connected_stream(SocketError error)
    {
        var exception = new HttpRequestException("Lost.", new SocketException((int)error));

        Assert.That(RetryPolicy.NeverReachedServer(exception), Is.False);
        Assert.That(Repeated(exception), Is.EqualTo(Repeatable));
    }

    [TestCase(HttpRequestError.UserAuthenticationError)]
    [TestCase(HttpRequestError.VersionNegotiationError)]
    [TestCase(HttpRequestError.ConfigurationLimitExceeded)]
    public void A_permanent_HttpRequestError_is_not_retried(HttpRequestError error) =>
        Assert.That(Repeated(new HttpRequestException(error, "Failed.")), Is.Empty);

    [Test]
    public void A_proxy_authentication_failure_is_not_retried()
    {
        static HttpRequestException Failure(HttpStatusCode status) => new(HttpRequestError.ProxyTunnelError, "Failed.", null, status);

        Assert.That(Repeated(Failure(HttpStatusCode.ProxyAuthenticationRequired)), Is.Empty);
        Assert.That(Repeated(Failure(HttpStatusCode.BadGateway)), Is.EqualTo(All));
    }
#endif

    [TestCaseSource(nameof(PermanentFailures))]
    public void An_HttpRequestException_with_a_permanent_cause_is_not_retried(Exception cause) =>
        Assert.That(Repeated(new HttpRequestException("Failed.", cause)), Is.Empty);

    [Test]
    public void Every_operation_is_retried_after_an_attempt_that_was_not_sent()
    {
        foreach (var exception in new Exception[] { new TimeoutRejectedException(), new HttpRequestException("Lost.") })
        {
            Assert.That(All.Where(operation => RetryPolicy.ShouldRetry(operation, null, exception, neverReachedServer: true)), Is.EqualTo(All));
        }
    }

    private static IEnumerable<Exception> PermanentFailures() =>
    [
        new System.Security.Authentication.AuthenticationException("x"), new NotSupportedException("x"), new PlatformNotSupportedException("x"),
        new ArgumentException("x"), new UriFormatException("x"), new InvalidOperationException("x"), new RequestRefusedException("x"),
    ];

    private static IEnumerable<Exception> MissingConnections()
    {
#if !NETSTANDARD_BUILD
        foreach (var error in new[]
        {
            HttpRequestError.NameResolutionError, HttpRequestError.ConnectionError,
            HttpRequestError.SecureConnectionError, HttpRequestError.ProxyTunnelError,
        })
        {
            yield return new HttpRequestException(error, $"{error}", new SocketException((int)SocketError.ConnectionReset));
        }
#else
        foreach (var error in new[]
        {
            SocketError.ConnectionRefused, SocketError.HostNotFound, SocketError.HostUnreachable, SocketError.HostDown,
            SocketError.NetworkUnreachable, SocketError.TryAgain, SocketError.NoData, SocketError.NoRecovery,
            SocketError.AddressNotAvailable, SocketError.AddressFamilyNotSupported,
        })
        {
            yield return new HttpRequestException($"{error}", new SocketException((int)error));
        }

        foreach (var status in new[]
        {
            WebExceptionStatus.NameResolutionFailure, WebExceptionStatus.ConnectFailure,
            WebExceptionStatus.ProxyNameResolutionFailure,
        })
        {
            yield return new HttpRequestException($"{status}", new WebException($"{status}", status));
        }
#endif
    }
}
