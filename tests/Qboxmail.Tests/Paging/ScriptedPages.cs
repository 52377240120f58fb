namespace Qboxmail.Tests;

/// <summary>A list of domains whose server expects certain requests in order.</summary>
internal static class ScriptedPages
{
    /// <summary>Enumerates a list whose server expects exactly these requests.</summary>
    public static async Task<string> EnumerateAsync(PagingOptions options, params (int Page, string Codes, int? Records, int? Pages)[] script)
    {
        var request = 0;
        var list = new PagedAsyncEnumerable<Domain>(
            (number, _, _) =>
            {
                Assert.That(request, Is.LessThan(script.Length), $"Page {number} is requested beyond the script.");
                var (page, codes, records, pages) = script[request++];
                Assert.That(number, Is.EqualTo(page), $"Request {request}");
                var items = codes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(code => new Domain { Code = code }).ToList();
                return Task.FromResult(new Page<Domain>(items, number, new() { TotalRecords = records, TotalPages = pages }));
            },
            options,
            CancellationToken.None);

        var received = await list.Select(domain => domain.Code).ToListAsync();

        Assert.That(request, Is.EqualTo(script.Length), "Number of requests");
        return string.Join(' ', received);
    }
}
