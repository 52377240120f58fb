using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Qboxmail.Tests;

/// <summary>Connections to a server on loopback that cannot be established, or that the client must close.</summary>
[CancelAfter(30_000)]
public class ConnectionTests
{
    [Test]
    public async Task A_connection_with_an_untrusted_certificate_is_attempted_once(CancellationToken cancellationToken)
    {
        using var listener = Listen();
        using var certificate = SelfSigned();
        var serving = Task.Run(() => HandshakesAsync(listener, certificate, cancellationToken), cancellationToken);
        using var client = new QboxmailClient(Options("https", listener));

        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(
            () => client.Domains.CreateAsync(new("example.com", "Correct-horse-7"), cancellationToken));
        listener.Stop();

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.False);
        Assert.That(exception.Message, Does.StartWith("Domains_Create failed: the API could not be reached."));
        Assert.That(exception.Message, Does.Contain("The remote certificate is invalid"));
        Assert.That(await serving, Is.EqualTo(1));
    }

    [Test]
    public async Task A_disposed_client_closes_its_connection(CancellationToken cancellationToken)
    {
        const string body = """{"resources":[]}""";
        using var listener = Listen();
        var client = new QboxmailClient(Options("http", listener));

        var call = client.Permissions.ListAsync(cancellationToken);
        using var connection = await listener.AcceptTcpClientAsync(cancellationToken);
        var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}"), cancellationToken);
        await call;
        client.Dispose();
        // The request, then the end of the stream.
        using var received = new MemoryStream();
        await stream.CopyToAsync(received, cancellationToken);

        Assert.That(received.Length, Is.GreaterThan(0));
    }

    [Test]
    public Task A_write_without_a_body_is_sent_once_when_a_handler_expects_100_continue(CancellationToken cancellationToken) =>
        AssertSentOnceAsync(
            request => Task.FromResult(request.Headers.ExpectContinue = true),
            client => client.Domains.GenerateDkimAsync("D1", cancellationToken),
            cancellationToken);

    [Test]
    public Task A_write_whose_empty_body_a_handler_removes_is_sent_once(CancellationToken cancellationToken) =>
        AssertSentOnceAsync(
            request => Task.FromResult(request.Content = null),
            client => client.Domains.GenerateDkimAsync("D1", cancellationToken),
            cancellationToken);

    [Test]
    public Task A_creation_whose_content_a_handler_replaces_is_sent_once(CancellationToken cancellationToken) =>
        AssertSentOnceAsync(
            async request => request.Content = new StreamContent(await request.Content!.ReadAsStreamAsync(cancellationToken)),
            CreateAsync,
            cancellationToken);

#if !NETSTANDARD_BUILD
    // HTTP/2 sends the headers before it reads the body.
    [TestCase(HttpVersionPolicy.RequestVersionOrLower, false)]
    [TestCase(HttpVersionPolicy.RequestVersionOrHigher, true)]
    public async Task An_unread_body_shows_that_nothing_was_sent_unless_HTTP_2_is_possible(HttpVersionPolicy policy, bool mayHaveBeenProcessed)
    {
        var time = new FakeTime();
        var connecting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var sockets = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                connecting.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
                throw new System.Diagnostics.UnreachableException();
            },
        };
        using var handler = new Acting(sockets, (request, send) =>
        {
            request.VersionPolicy = policy;
            return send(request);
        });
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, TimeProvider = time, MaxRetries = 0 }, handler);

        var call = CreateAsync(client);
        await connecting.Task;
        time.Advance(TimeSpan.FromSeconds(100));

        var exception = await Assert.ThrowsAsync<QboxmailTimeoutException>(() => call);
        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.EqualTo(mayHaveBeenProcessed));
    }

    [Test]
    public async Task A_connection_timeout_is_retried_even_for_a_creation()
    {
        var time = new FakeTime { AutoAdvanceDelays = true };
        var connections = 0;
        using var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromMilliseconds(1),
            ConnectCallback = async (_, cancellationToken) =>
            {
                Interlocked.Increment(ref connections);
                await Task.Delay(Timeout.Infinite, cancellationToken);
                throw new System.Diagnostics.UnreachableException();
            },
        };
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, TimeProvider = time }, handler);

        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(() => CreateAsync(client));

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.False);
        Assert.That(exception.Message, Does.StartWith("Domains_Create failed: the API could not be reached (4 attempts)."));
        Assert.That(connections, Is.GreaterThanOrEqualTo(4));
    }

    [Test]
    public void The_default_handler_has_a_connect_timeout_decompresses_and_renews_its_connections()
    {
        using var handler = (SocketsHttpHandler)Qboxmail.Http.TransportHandler.Create();

        Assert.That(handler.ConnectTimeout, Is.EqualTo(TimeSpan.FromSeconds(15)));
        Assert.That(handler.AutomaticDecompression, Is.EqualTo(DecompressionMethods.All));
        Assert.That(handler.PooledConnectionLifetime, Is.EqualTo(TimeSpan.FromMinutes(5)));
    }

    [Test]
    public async Task A_SocketException_from_a_connected_stream_does_not_retry_a_creation()
    {
        var time = new FakeTime { AutoAdvanceDelays = true };
        var connections = 0;
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = (_, _) =>
            {
                connections++;
                return new(new Breaking());
            },
        };
        using var client = new QboxmailClient(
            new() { ApiToken = FakeApi.Token, BaseAddress = new("http://127.0.0.1:9"), TimeProvider = time }, handler);

        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(() => CreateAsync(client));

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.True);
        Assert.That(connections, Is.EqualTo(1));
    }

    private sealed class Breaking : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new SocketException((int)SocketError.NetworkUnreachable);
    }
#else
    [Test]
    public void The_default_handler_decompresses_and_opens_any_number_of_connections()
    {
        using var handler = (HttpClientHandler)Qboxmail.Http.TransportHandler.Create();

        Assert.That(handler.AutomaticDecompression, Is.EqualTo(DecompressionMethods.GZip | DecompressionMethods.Deflate));
        Assert.That(handler.MaxConnectionsPerServer, Is.EqualTo(int.MaxValue));
    }
#endif

    /// <summary>Makes a call whose request a handler changes. The server closes each connection, and may have processed the request.</summary>
    private static async Task AssertSentOnceAsync(
        Func<HttpRequestMessage, Task> change, Func<QboxmailClient, Task> call, CancellationToken cancellationToken)
    {
        using var listener = Listen();
        var closing = Task.Run(() => CloseConnectionsAsync(listener, cancellationToken), cancellationToken);
        using var handler = new Acting(new SocketsHttpHandler(), async (request, send) =>
        {
            await change(request);
            return await send(request);
        });
        using var client = new QboxmailClient(Options("http", listener), handler);

        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(() => call(client));
        listener.Stop();

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.True);
        Assert.That(await closing, Is.EqualTo(1));
    }

    private static Task<CreatedResource> CreateAsync(QboxmailClient client) => client.Domains.CreateAsync(new("example.com", "Secret-1"));

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static QboxmailClientOptions Options(string scheme, TcpListener listener) => new()
    {
        ApiToken = FakeApi.Token,
        BaseAddress = new($"{scheme}://{listener.LocalEndpoint}"),
        TimeProvider = new FakeTime { AutoAdvanceDelays = true },
    };

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null);
    }

    /// <summary>Closes each connection after its first bytes, and returns how many came until the listener stops.</summary>
    private static Task<int> CloseConnectionsAsync(TcpListener listener, CancellationToken cancellationToken) =>
        CountAsync(
            listener,
            async connection => await connection.GetStream().ReadAtLeastAsync(new byte[4096], 1, cancellationToken: cancellationToken),
            cancellationToken);

    /// <summary>Returns how many connections came until the listener stops.</summary>
    private static Task<int> HandshakesAsync(TcpListener listener, X509Certificate2 certificate, CancellationToken cancellationToken) =>
        CountAsync(
            listener,
            async connection =>
            {
                await using var stream = new SslStream(connection.GetStream());
                await stream.AuthenticateAsServerAsync(certificate);
                await stream.CopyToAsync(Stream.Null, cancellationToken);
            },
            cancellationToken);

    private static async Task<int> CountAsync(TcpListener listener, Func<TcpClient, Task> serve, CancellationToken cancellationToken)
    {
        var count = 0;

        try
        {
            while (true)
            {
                using var connection = await listener.AcceptTcpClientAsync(cancellationToken);
                count++;

                try
                {
                    await serve(connection);
                }
                catch (Exception exception) when (exception is AuthenticationException or IOException)
                {
                    // The client has closed the connection, for example because it does not trust the certificate.
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException)
        {
            // The test has stopped the listener.
            return count;
        }
    }
}
