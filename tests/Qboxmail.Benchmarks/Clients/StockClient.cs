namespace Qboxmail.Benchmarks.Clients;

internal sealed class StockClient(Stock.DomainsClient client) : IBenchmarkClient
{
    public async Task<string?> GetAsync() => (await client.GetAsync(BenchmarkClients.Code).ConfigureAwait(false)).Resources.First().Name;

    public async Task<(int Items, string? Last, int? Pages)> ListAsync(int page)
    {
        var result = await client.ListAsync(page, Payloads.PageSize).ConfigureAwait(false);
        return (result.Resources.Count, result.Resources.Last().Possession_a_record, result.Pagination?.Total_pages);
    }

    public async Task<string?> CreateAsync(string name)
    {
        var request = new Stock.CreateDomainRequest
        {
            Name = name,
            Postmaster_password = BenchmarkClients.Password,
            Postmaster_password_confirmation = BenchmarkClients.Password,
            Plan = Stock.DomainPlan.Basic,
            Max_email_accounts = 50,
            Max_email_quota = Stock.CreateDomainRequestMax_email_quota._26843545600,
        };

        return (await client.CreateAsync(request).ConfigureAwait(false)).Resource_code;
    }

    public async Task<int> CreateRejectedAsync()
    {
        try
        {
            await CreateAsync(Payloads.RejectedName).ConfigureAwait(false);
        }
        catch (Stock.ApiException<Stock.ErrorResponse> exception)
        {
            return exception.Result.Errors!.Count;
        }

        return 0;
    }
}
