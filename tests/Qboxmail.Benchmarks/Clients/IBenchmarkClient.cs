namespace Qboxmail.Benchmarks.Clients;

/// <summary>The measured calls. Each result proves that the client has read the response.</summary>
internal interface IBenchmarkClient
{
    Task<string?> GetAsync();

    Task<(int Items, string? Last, int? Pages)> ListAsync(int page);

    Task<string?> CreateAsync(string name);

    /// <summary>Creates a domain that the server rejects, and returns the number of field errors in the exception.</summary>
    Task<int> CreateRejectedAsync();

    /// <summary>Enumerates all pages, and returns the number of items.</summary>
    async Task<int> EnumerateAsync()
    {
        var items = 0;

        for (var page = 1; ; page++)
        {
            var (count, _, pages) = await ListAsync(page).ConfigureAwait(false);
            items += count;

            if (page >= pages)
            {
                return items;
            }
        }
    }
}
