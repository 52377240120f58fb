using System.Globalization;

namespace Qboxmail.Benchmarks.Lists;

/// <summary>Counts the requests per round while 500 mailboxes are pending.</summary>
internal static class BulkWaitRequests
{
    private const int Mailboxes = 500;
    private const int Rounds = 10;

    public static async Task<string> CountAsync()
    {
        using var server = new ListServer(Mailboxes, TimeSpan.Zero) { Detail = "updating" };
        using var client = server.CreateClient();
        var codes = Enumerable.Range(1, Mailboxes).Select(number => $"EA{number:00000000}").ToList();
        var rounds = 0;
        var options = new WaitOptions
        {
            PollInterval = TimeSpan.FromMilliseconds(10),
            MaxPollInterval = TimeSpan.FromMilliseconds(10),
            Progress = new RoundCounter(poll =>
            {
                rounds = poll;
                server.Detail = poll < Rounds ? $"step {poll}" : "ok";
            }),
        };

        var result = await client.EmailAccounts.WaitUntilAllReadyAsync("D123456789", codes, options);

        return string.Create(
            CultureInfo.InvariantCulture,
            $"| waiting for {result.Ready.Count} mailboxes: requests per round "
            + $"| {(double)server.Requests / rounds:0.0} ({server.Requests} in {rounds} rounds) | |");
    }

    private sealed class RoundCounter(Action<int> onRound) : IProgress<WaitProgress>
    {
        public void Report(WaitProgress value) => onRound(value.Polls);
    }
}
