using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Qboxmail.Tests;

/// <summary>
/// A pooled connection that the server closes instead of sending a response. SocketsHttpHandler takes it for an idle connection and would resend the
/// request.
/// </summary>
public class ClosedConnectionTests
{
    private static readonly Dictionary<string, Func<QboxmailClient, CancellationToken, Task>> Writes = new()
    {
        ["with a body"] = (client, token) =>
            client.Domains.CreateAsync(new CreateDomainRequest("example.com", "Correct-horse-7"), token),
        ["without a body"] = (client, token) => client.Domains.GenerateDkimAsync("D1", token),
        // A resend by SocketsHttpHandler would receive 404, and the deletion would seem to have failed.
        ["a deletion"] = (client, token) => client.Domains.DeleteAsync("D1", token),
    };

    [Test]
    [CancelAfter(30_000)]
    public async Task A_write_is_not_resent_when_a_reused_connection_closes(
        [ValueSource(nameof(Kinds))] string kind, CancellationToken cancellationToken)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, cancellationToken);
        using var client = new QboxmailClient(new QboxmailClientOptions
        {
            ApiToken = FakeApi.Token,
            BaseAddress = new Uri($"http://{listener.LocalEndpoint}"),
            MaxRetries = 0,
        });

        await client.Permissions.ListAsync(cancellationToken);
        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(() => Writes[kind](client, cancellationToken));
        listener.Stop();

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.True);
        Assert.That(await serving, Is.EqualTo(2));
    }

    private static IEnumerable<string> Kinds => Writes.Keys;

    /// <summary>Responds to the first request, and closes the connection at each later one. Returns the number of requests.</summary>
    private static async Task<int> ServeAsync(TcpListener listener, CancellationToken cancellationToken)
    {
        const string body = """{"resources":[],"pagination":{}}""";
        var count = 0;

        try
        {
            while (true)
            {
                using var connection = await listener.AcceptTcpClientAsync(cancellationToken);
                var stream = connection.GetStream();

                while (await ReadAsync(stream, cancellationToken) && ++count == 1)
                {
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(
                        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"), cancellationToken);
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException)
        {
            // The test is over.
            return count;
        }
    }

    /// <summary>Reads a request with its body.</summary>
    /// <returns>Whether there was one.</returns>
    private static async Task<bool> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new byte[65536];

        while (!IsWhole(text.ToString()))
        {
            var read = await stream.ReadAsync(buffer, cancellationToken);

            if (read == 0)
            {
                return false;
            }

            text.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        return true;
    }

    private static bool IsWhole(string text)
    {
        var head = text.Split("\r\n\r\n")[0];
        var length = head.Split("Content-Length: ").ElementAtOrDefault(1)?.Split("\r\n")[0] ?? "0";

        return text.Length == head.Length + 4 + int.Parse(length, System.Globalization.CultureInfo.InvariantCulture);
    }
}
