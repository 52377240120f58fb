using System.Globalization;
using Qboxmail.Emulator;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Qboxmail.Benchmarks.Server;

/// <summary>Measures the emulator in a fresh process.</summary>
internal static class EmulatorProcess
{
    private const int Requests = 200;

    /// <summary>Prints the address of an emulator, and runs it until the input ends.</summary>
    public static async Task ServeAsync()
    {
        await using var emulator = await StartEmulatorAsync();
        Console.WriteLine(emulator.Address);
        await Console.In.ReadToEndAsync();
    }

    /// <summary>Prints the processor time of the first start in this process, in milliseconds.</summary>
    public static async Task PrintStartAsync(string product)
    {
        var cpu = Environment.CpuUsage.TotalTime;

        if (product == "emulator")
        {
            await using var emulator = await StartEmulatorAsync();
            Print(Environment.CpuUsage.TotalTime - cpu);
        }
        else
        {
            using var mock = WireMockServer.Start();
            mock.Given(Request.Create().WithPath("/api/domains").UsingGet())
                .RespondWith(Response.Create().WithStatusCode(200).WithHeader("Content-Type", "application/json").WithBody("""{"resources":[]}"""));
            Print(Environment.CpuUsage.TotalTime - cpu);
        }
    }

    /// <summary>Prints the processor time of one page of 200 from a list of so many mailboxes, in milliseconds.</summary>
    public static async Task PrintPageAsync(int mailboxes)
    {
        var accounts = string.Join(",", Enumerable.Range(1, mailboxes).Select(number => $$"""{"name": "user-{{number}}", "firstname": "Mario"}"""));
        await using var emulator = await StartEmulatorAsync($$"""{"domains": [{"name": "example.com", "email_accounts": [{{accounts}}]}]}""");
        using var http = new HttpClient { BaseAddress = emulator.Address };
        http.DefaultRequestHeaders.Add("X-Api-Token", QboxmailEmulatorOptions.DefaultToken);
        var domains = await http.GetStringAsync(new Uri("api/domains", UriKind.Relative));
        var code = System.Text.Json.JsonDocument.Parse(domains).RootElement.GetProperty("resources")[0].GetProperty("code").GetString();
        var page = new Uri($"api/domains/{code}/email_accounts?page=2&per=200", UriKind.Relative);

        await GetManyAsync(http, page);
        var cpu = Environment.CpuUsage.TotalTime;
        await GetManyAsync(http, page);
        Print((Environment.CpuUsage.TotalTime - cpu) / Requests);
    }

    private static async Task GetManyAsync(HttpClient http, Uri page)
    {
        for (var left = Requests; left > 0; left--)
        {
            await http.GetByteArrayAsync(page);
        }
    }

    private static Task<QboxmailEmulator> StartEmulatorAsync(string seed = """{"domains": [{"name": "example.com"}]}""") =>
        QboxmailEmulator.StartAsync(new QboxmailEmulatorOptions { Seed = seed, Port = 0 });

    private static void Print(TimeSpan time) => Console.WriteLine(time.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
}
