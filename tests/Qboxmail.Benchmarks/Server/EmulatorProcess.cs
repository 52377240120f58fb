using System.Globalization;
using System.Text.Json.Nodes;
using Qboxmail.Emulator;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Qboxmail.Benchmarks.Server;

/// <summary>Runs or measures the emulator in a new process.</summary>
internal static class EmulatorProcess
{
    private const int Requests = 50;

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

    /// <summary>Prints the processor time of pages of 200 items, from a long and a short list in turn, in milliseconds.</summary>
    public static async Task PrintPagesAsync(int rounds)
    {
        var (longList, shortList) = (Domain("long.example", 100_000), Domain("short.example", 1_000));
        await using var emulator = await StartEmulatorAsync($$"""{"domains": [{{longList}}, {{shortList}}]}""");
        using var http = new HttpClient { BaseAddress = emulator.Address };
        http.DefaultRequestHeaders.Add("X-Api-Token", QboxmailEmulatorOptions.DefaultToken);
        var domains = JsonNode.Parse(await http.GetStringAsync(new Uri("api/domains?sort_field=name", UriKind.Relative)))!["resources"]!.AsArray();
        var pages = domains.Select(domain => new Uri($"api/domains/{domain!["code"]}/email_accounts?page=3&per=200", UriKind.Relative)).ToList();

        for (var round = -rounds; round < rounds; round++)
        {
            foreach (var page in pages)
            {
                GC.Collect();
                var cpu = Environment.CpuUsage.TotalTime;

                for (var remaining = Requests; remaining > 0; remaining--)
                {
                    await http.GetByteArrayAsync(page);
                }

                // The first rounds warm up.
                if (round >= 0)
                {
                    Print((Environment.CpuUsage.TotalTime - cpu) / Requests);
                }
            }
        }
    }

    private static string Domain(string name, int mailboxes)
    {
        var accounts = Enumerable.Range(1, mailboxes).Select(number => $$"""{"name": "user-{{number}}", "firstname": "Mario"}""");
        return $$"""{"name": "{{name}}", "email_accounts": [{{string.Join(",", accounts)}}]}""";
    }

    private static Task<QboxmailEmulator> StartEmulatorAsync(string seed = """{"domains": [{"name": "example.com"}]}""") =>
        QboxmailEmulator.StartAsync(new QboxmailEmulatorOptions { Seed = seed, Port = 0 });

    private static void Print(TimeSpan time) => Console.WriteLine(time.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
}
