using System.Diagnostics;
using System.Net;
using System.Text;

namespace Qboxmail.Fuzz;

/// <summary>Answers that are far too large.</summary>
internal static class Giants
{
    private const long TwoHundredMegabytes = 200_000_000;
    private const int BufferSize = 16 * 1024;

    private static readonly long MaxResponseSize = new QboxmailClientOptions { ApiToken = Marks.Token }.MaxResponseSize;

    public static IReadOnlyList<(string Name, int Status, string Beginning, string Repeated, long Length, bool TellsLength)> All { get; } =
    [
        ("200 MB of rows", 200, """{"resources": [""", """{"code": "D1", "name": "example.com"},""", TwoHundredMegabytes, false),
        ("200 MB of rows, told beforehand", 200, """{"resources": [""", """{"code": "D1", "name": "example.com"},""", TwoHundredMegabytes, true),
        ("an endless list", 200, """{"resources": [""", """{"code": "D1"},""", long.MaxValue, false),
        ("an endless text", 200, """{"resources": [{"code": """ + "\"", "x", long.MaxValue, false),
        ("endless space", 200, "", " ", long.MaxValue, false),
        ("endless depth", 200, "", "[", long.MaxValue, false),
        ("an endless number", 200, """{"resources": [{"default_quota": """, "9", long.MaxValue, false),
        ("a 200 MB error", 422, """{"message": "Too much", "errors": [""", """{"field": "name", "description": "is taken"},""",
            TwoHundredMegabytes, true),
        ("an endless error", 500, """{"message": """ + "\"", "password ", long.MaxValue, false),
        ("an endless error of backslashes", 400, "\"", "\\", long.MaxValue, false),
        ("an endless error of secrets", 400, "", Marks.Token + "\",\"token\": ", long.MaxValue, false),
    ];

    /// <summary>The answer and the stream that it is read from.</summary>
    public static (HttpResponseMessage Response, RepeatingStream Body) Answer(string name)
    {
        var giant = All.Single(giant => giant.Name == name);
        var body = new RepeatingStream(Encoding.UTF8.GetBytes(giant.Beginning), Encoding.UTF8.GetBytes(giant.Repeated), giant.Length);
        var content = new StreamContent(body);

        if (giant.TellsLength)
        {
            content.Headers.ContentLength = giant.Length;
        }

        return (new((HttpStatusCode)giant.Status) { Content = content }, body);
    }

    /// <summary>Reads all of them with the default options. Returns whether each became the exception that it should.</summary>
    public static bool Run()
    {
        var isRight = true;
        Console.WriteLine("\nGiants, with MaxResponseSize at its default");

        foreach (var (name, status, _, _, _, _) in All)
        {
            var (response, body) = Answer(name);
            using var handler = new OneAnswer(response);
            using var client = new QboxmailClient(new() { ApiToken = Marks.Token, MaxRetries = 0 }, handler);
            // What is left of the one before is not this one's.
            GC.Collect();
            var start = Stopwatch.GetTimestamp();
            var outcome = Failure(client);
            isRight &= outcome is QboxmailApiException exception
                && (int)exception.StatusCode == status
                && body.BytesRead <= MaxResponseSize + BufferSize
                && Stopwatch.GetElapsedTime(start) < FuzzRun.LongestTime;
            using var process = Process.GetCurrentProcess();
            Console.WriteLine(
                $"{name,-34}{(outcome as QboxmailApiException)?.Reason.ToString() ?? outcome?.GetType().Name ?? "read",-18}"
                + $"{body.BytesRead,12:N0} bytes taken"
                + $"{Stopwatch.GetElapsedTime(start).TotalSeconds,7:0.00} s, peak memory so far {process.PeakWorkingSet64 / 1024 / 1024:N0} MB");
        }

        return isRight;
    }

    private static Exception? Failure(QboxmailClient client)
    {
        try
        {
            client.Domains.GetAsync("D1").GetAwaiter().GetResult();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private sealed class OneAnswer(HttpResponseMessage response) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(response);
    }
}
