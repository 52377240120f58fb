using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Foreign;

/// <summary>Runs the steps of scenario.ts.</summary>
internal sealed class Scenario(string address, string nulls, string dates, string token)
{
    private readonly IForeignClient _client = Create(address, token);
    private string _code = "";

    public async Task RunAsync()
    {
        var results = new Dictionary<string, string>();
        (string Step, Func<Task> Run)[] steps =
        [
            ("pages", PagesAsync), ("create", CreateAsync), ("validation", ValidationAsync), ("wait", WaitAsync), ("update", UpdateAsync),
            ("CSV", CsvAsync), ("webhook", WebhookAsync), ("nulls", NullsAsync), ("dates", DatesAsync), ("delete", DeleteAsync),
        ];

        foreach (var (step, run) in steps)
        {
            try
            {
                await run();
                results.Add(step, "yes");
            }
            catch (NotSupportedException exception)
            {
                results.Add(step, $"no: {exception.Message}");
            }
            catch (Exception exception)
            {
                results.Add(step, $"{exception.GetType().Name}: {exception.Message.Split('\n')[0]}");
            }
        }

        Console.WriteLine(JsonSerializer.Serialize(results));
    }

    private static IForeignClient Create(string address, string token)
    {
        var http = new HttpClient { BaseAddress = new Uri(address) };
        http.DefaultRequestHeaders.Add("X-Api-Token", token);
        return new ForeignClient(http);
    }

    private async Task PagesAsync()
    {
        var names = new HashSet<string?>();
        var pages = 1;

        for (var page = 1; page <= pages; page++)
        {
            var (domains, totalPages) = await _client.ListDomainsAsync(page, 25);
            names.UnionWith(domains.Select(domain => domain.Name));
            pages = totalPages ?? 1;
        }

        Expect(names.Count == 60, $"{names.Count} domains");
    }

    private async Task CreateAsync() => _code = await _client.CreateDomainAsync("foreign.example");

    private async Task ValidationAsync()
    {
        var error = await CatchAsync(_client.CreateDomainAsync("foreign.example"));
        Expect(error is { Status: 422, Fields: ["name"] }, $"{error?.Status} {string.Join(' ', error?.Fields ?? [])}");
    }

    private async Task WaitAsync()
    {
        await _client.VerifyOwnershipAsync(_code);
        await UntilAsync(async () => await _client.GetDomainAsync(_code) is { Status: "enabled", StatusDetail: "ok" });
    }

    private async Task UpdateAsync()
    {
        await _client.SetAntispamLevelAsync(_code, 1);
        await UntilAsync(async () => (await _client.GetDomainAsync(_code)).AntispamLevel == 1);
    }

    private async Task CsvAsync()
    {
        var csv = await _client.ExportSuppressionListAsync();
        Expect(csv.Contains("gone@example.net", StringComparison.Ordinal), csv);
    }

    private async Task WebhookAsync()
    {
        var kind = await _client.GetWebhookKindAsync(await NextWebhookAsync());
        Expect(kind == "domain_create", kind);
    }

    private async Task NullsAsync()
    {
        var altered = Create(nulls, token);
        var (domains, _) = await altered.ListDomainsAsync(1, 25);
        Expect(domains.Count == 25 && domains[0].Name is null, $"{domains.Count} domains");
        Expect((await altered.GetDomainAsync(_code)).Status is null, "a status");
    }

    private async Task DatesAsync()
    {
        var domain = await Create(dates, token).GetDomainAsync(_code);
        Expect(domain.ActivatedAt == "16/04/2026 09:12", domain.ActivatedAt);
        Expect(domain.CreatedAt == DateTimeOffset.Parse("2025-09-03T09:32:26Z", CultureInfo.InvariantCulture), $"{domain.CreatedAt:O}");
    }

    private async Task DeleteAsync()
    {
        await _client.DeleteDomainAsync(_code);
        await UntilAsync(async () => await CatchAsync(_client.GetDomainAsync(_code)) is { Status: 404 });
    }

    /// <summary>Receives a webhook from the emulator.</summary>
    private async Task<string> NextWebhookAsync()
    {
        using var listener = new HttpListener();
        var url = $"http://127.0.0.1:{FreePort()}/";
        listener.Prefixes.Add(url);
        listener.Start();

        using var http = new HttpClient { BaseAddress = new Uri(address) };
        http.DefaultRequestHeaders.Add("X-Api-Token", token);
        var settings = await http.PutAsJsonAsync("api/users/me/notifications", new { notification_url = url, domain_create_callback = true });
        settings.EnsureSuccessStatusCode();
        await _client.VerifyOwnershipAsync(await _client.CreateDomainAsync("webhook.example"));

        var context = await listener.GetContextAsync().WaitAsync(TimeSpan.FromSeconds(20));
        using var reader = new StreamReader(context.Request.InputStream);
        var body = await reader.ReadToEndAsync();
        context.Response.Close();
        return body;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<ApiErrorException?> CatchAsync(Task call)
    {
        try
        {
            await call;
            return null;
        }
        catch (ApiErrorException exception)
        {
            return exception;
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> isDone)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            if (await isDone())
            {
                return;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException("The state was not reached.");
    }

    private static void Expect(bool isMet, string? found)
    {
        if (!isMet)
        {
            throw new InvalidOperationException($"found {found}");
        }
    }
}
