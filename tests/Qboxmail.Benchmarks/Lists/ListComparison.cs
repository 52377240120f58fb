namespace Qboxmail.Benchmarks.Lists;

/// <summary>Writes the table of lists, waits and memory.</summary>
internal static class ListComparison
{
    public static async Task RunAsync()
    {
        string[] rows = [.. await PrefetchPages.CompareAsync(), await BulkWaitRequests.CountAsync(), .. EnumerationMemory.Compare()];

        BenchmarkDocument.Write("Lists, waits and memory", $"""
            `dotnet run -c Release --project tests/Qboxmail.Benchmarks -- lists`: medians of {Comparison.Runs} (minimum to maximum).

            | comparison | figures | ratio |
            |---|---|---|
            {string.Join(Environment.NewLine, rows)}
            """);
    }
}
