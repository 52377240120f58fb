using Qboxmail.Models;

namespace Qboxmail.Benchmarks.Clients;

internal sealed class LibraryClient(QboxmailClient client) : IBenchmarkClient
{
    public async Task<string?> GetAsync() => (await client.Domains.GetAsync(BenchmarkClients.Code).ConfigureAwait(false)).Name;

    public async Task<(int Items, string? Last, int? Pages)> ListAsync(int page)
    {
        var result = await client.Domains.ListPageAsync(page: page, pageSize: Payloads.PageSize).ConfigureAwait(false);
        return (result.Items.Count, result.Items[^1].PossessionARecord, result.TotalPages);
    }

    public async Task<int> EnumerateAsync()
    {
        var items = 0;

        await foreach (var domain in client.Domains.ListAsync(paging: new PagingOptions { PageSize = Payloads.PageSize }).ConfigureAwait(false))
        {
            items += domain.Code.Length > 0 ? 1 : 0;
        }

        return items;
    }

    public async Task<string?> CreateAsync(string name)
    {
        var request = new CreateDomainRequest(name, BenchmarkClients.Password)
        {
            Plan = "basic",
            MaxEmailAccounts = 50,
            MaxEmailQuota = 26843545600,
        };

        return (await client.Domains.CreateAsync(request).ConfigureAwait(false)).ResourceCode;
    }

    public async Task<int> CreateRejectedAsync()
    {
        try
        {
            await CreateAsync(Payloads.RejectedName).ConfigureAwait(false);
        }
        catch (QboxmailApiException exception)
        {
            return exception.FieldErrors.Count;
        }

        return 0;
    }
}
