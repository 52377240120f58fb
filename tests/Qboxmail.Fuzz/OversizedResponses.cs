using System.Diagnostics;
using System.Net;
using System.Text;

namespace Qboxmail.Fuzz;

/// <summary>Responses far above the maximum size.</summary>
internal static class OversizedResponses
{
    private const long TwoHundredMegabytes = 200_000_000;
    private const int BufferSize = 16 * 1024;

    private static readonly long MaxResponseSize = new QboxmailClientOptions { ApiToken = Marks.Token }.MaxResponseSize;

    public static IReadOnlyList<(string Name, int Status, string Beginning, string Repeated, long Length, bool HasContentLength)> All { get; } =
    [
        ("200 MB of items", 200, """{"resources": [""", """{"code": "D1", "name": "example.com"},""", TwoHundredMegabytes, false),
        ("200 MB of items, announced", 200, """{"resources": [""", """{"code": "D1", "name": "example.com"},""", TwoHundredMegabytes, true),
        ("an endless list", 200, """{"resources": [""", """{"code": "D1"},""", long.MaxValue, false),
        ("an endless text", 200, """{"resources": [{"code": """ + "\"", "x", long.MaxValue, false),
        ("endless whitespace", 200, "", " ", long.MaxValue, false),
        ("endless nesting", 200, "", "[", long.MaxValue, false),
        ("an endless number", 200, """{"resources": [{"default_quota": """, "9", long.MaxValue, false),
        ("a 200 MB error", 422, """{"message": "Too much", "errors": [""", """{"field": "name", "description": "is taken"},""",
            TwoHundredMegabytes, true),
        ("an endless error", 500, """{"message": """ + "\"", "password ", long.MaxValue, false),
        ("an endless error of backslashes", 400, "\"", "\\", long.MaxValue, false),
        ("an endless error of secrets", 400, "", Marks.Token + "\",\"token\": ", long.MaxValue, false),
    ];

    /// <summary>Creates a response, and the stream that supplies its body.</summary>
    public static (HttpResponseMessage Response, RepeatingStream Body) Create(string name)
    {
        var template = All.Single(candidate => candidate.Name == name);
        var body = new RepeatingStream(Encoding.UTF8.GetBytes(template.Beginning), Encoding.UTF8.GetBytes(template.Repeated), template.Length);
        var content = new StreamContent(body);

        if (template.HasContentLength)
        {
            content.Headers.ContentLength = template.Length;
        }

        return (new((HttpStatusCode)template.Status) { Content = content }, body);
    }

    /// <summary>Reads all of them with the default options. Returns whether each one ends in the expected exception.</summary>
    public static bool Run()
    {
        var isExpected = true;
        Console.WriteLine("\nOversized responses, with the default MaxResponseSize");

        foreach (var (name, status, _, _, _, _) in All)
        {
            var (response, body) = Create(name);
            using var handler = new SingleResponseHandler(response);
            using var client = new QboxmailClient(new() { ApiToken = Marks.Token, MaxRetries = 0 }, handler);
            // Otherwise the memory of the previous response counts as well.
            GC.Collect();
            var start = Stopwatch.GetTimestamp();
            var outcome = Catch(client);
            isExpected &= outcome is QboxmailApiException exception
                && (int)exception.StatusCode == status
                && body.BytesRead <= MaxResponseSize + BufferSize
                && Stopwatch.GetElapsedTime(start) < FuzzRun.MaxProcessorTime;
            using var process = Process.GetCurrentProcess();
            Console.WriteLine(
                $"{name,-34}{(outcome as QboxmailApiException)?.Reason.ToString() ?? outcome?.GetType().Name ?? "read",-18}"
                + $"{body.BytesRead,12:N0} bytes read"
                + $"{Stopwatch.GetElapsedTime(start).TotalSeconds,7:0.00} s, peak memory so far {process.PeakWorkingSet64 / 1024 / 1024:N0} MB");
        }

        return isExpected;
    }

    private static Exception? Catch(QboxmailClient client)
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

    private sealed class SingleResponseHandler(HttpResponseMessage response) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(response);
    }
}
