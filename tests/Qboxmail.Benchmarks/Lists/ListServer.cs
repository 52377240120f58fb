using System.Globalization;
using System.Net;
using System.Text;
using System.Web;

namespace Qboxmail.Benchmarks.Lists;

/// <summary>Serves a list of mailboxes from memory with a latency.</summary>
internal sealed class ListServer(int items, TimeSpan latency) : HttpMessageHandler
{
    private int _requests;

    /// <summary>Gets the number of requests received.</summary>
    public int Requests => _requests;

    /// <summary>Gets or sets the <c>status_detail</c> of all mailboxes.</summary>
    public string Detail { get; set; } = "ok";

    public QboxmailClient CreateClient() =>
        new(new QboxmailClientOptions { ApiToken = "benchmark", BaseAddress = new Uri("https://api.example.com") }, this);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);

        if (latency > TimeSpan.Zero)
        {
            await Task.Delay(latency, cancellationToken);
        }

        var query = HttpUtility.ParseQueryString(request.RequestUri!.Query);
        var page = int.Parse(query["page"] ?? "1", CultureInfo.InvariantCulture);
        var size = int.Parse(query["per"] ?? "25", CultureInfo.InvariantCulture);

        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Page(page, size), Encoding.UTF8, "application/json") };
    }

    private string Page(int page, int size)
    {
        var text = new StringBuilder("{\"resources\": [");

        for (var number = ((page - 1) * size) + 1; number <= Math.Min(page * size, items); number++)
        {
            text.Append(number % size == 1 ? "" : ", ").Append(CultureInfo.InvariantCulture, $$"""
                {"code": "EA{{number:00000000}}", "email_address": "user-{{number:000000}}@example.com", "status": "enabled",
                "status_detail": "{{Detail}}", "max_email_quota": 8589934592, "created_at": "2026-04-16T10:15:00Z",
                "name": "user-{{number:000000}}", "firstname": "Mario", "domain_code": "D123456789"}
                """);
        }

        var totalPages = (items + size - 1) / size;

        return text.Append(CultureInfo.InvariantCulture, $$"""
            ], "pagination": {"per": {{size}}, "page": {{page}}, "total_pages": {{totalPages}}, "total_records": {{items}} } }
            """).ToString();
    }
}
