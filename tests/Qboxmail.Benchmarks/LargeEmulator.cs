using System.Diagnostics;
using System.Globalization;
using Qboxmail.Models;

namespace Qboxmail.Benchmarks;

/// <summary>Fills an emulator in another process over HTTP, and measures its lists and peak memory.</summary>
internal static class LargeEmulator
{
    private const string Password = "Correct-horse-7";
    private const double Megabyte = 1024 * 1024;

    public static async Task MeasureAsync(int mailboxes)
    {
        using var server = ChildProcess.StartServer("emulator");
        var address = new Uri((await server.StandardOutput.ReadLineAsync())!);
        using var client = new QboxmailClient(new QboxmailClientOptions { ApiToken = "emulator-token", BaseAddress = address });
        using var http = new HttpClient { BaseAddress = address };
        var domain = (await client.Domains.ListPageAsync()).Items[0].Code;

        await TimeAsync($"Creating {mailboxes} mailboxes over HTTP", () => Parallel.ForEachAsync(
            Enumerable.Range(1, mailboxes), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, cancellationToken) =>
                await client.EmailAccounts.CreateAsync(
                    domain, new CreateEmailAccountRequest($"user-{number}", Password, "Mario"), cancellationToken)));

        foreach (var run in Enumerable.Range(1, 3))
        {
            Console.WriteLine($"Run {run}");
            await TimeAsync("First page of 200", () => client.EmailAccounts.ListPageAsync(domain, page: 1, pageSize: 200));
            await TimeAsync("Last page of 200", () => client.EmailAccounts.ListPageAsync(domain, page: (mailboxes + 199) / 200, pageSize: 200));
            await TimeAsync("Search for one mailbox", () => client.EmailAccounts.ListPageAsync(
                domain, new EmailAccountsListQuery { Query = $"user-{mailboxes}@" }, pageSize: 200));
            await TimeAsync("Home page", () => http.GetStringAsync(new Uri("/", UriKind.Relative)));
        }

        await TimeAsync("Enumerating all mailboxes", async () =>
        {
            await foreach (var _ in client.EmailAccounts.ListAsync(domain, paging: new PagingOptions { PageSize = 200 }))
            {
            }
        });

        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"Peak memory of the emulator's process: {server.PeakWorkingSet64 / Megabyte:0} MB"));
        server.StandardInput.Close();
        await server.WaitForExitAsync();
    }

    private static async Task TimeAsync(string title, Func<Task> action)
    {
        var start = Stopwatch.GetTimestamp();
        await action();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title}: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms"));
    }
}
