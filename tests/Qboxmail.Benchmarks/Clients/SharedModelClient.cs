using Refit;

namespace Qboxmail.Benchmarks.Clients;

internal sealed class SharedModelClient(IDomainsApi api) : IBenchmarkClient
{
    public async Task<string?> GetAsync() => (await api.GetAsync(BenchmarkClients.Code).ConfigureAwait(false)).Resources[0].Name;

    public async Task<(int Items, string? Last, int? Pages)> ListAsync(int page)
    {
        var result = await api.ListAsync(page, Payloads.PageSize).ConfigureAwait(false);
        return (result.Resources.Count, result.Resources[^1].PossessionARecord, result.Pagination?.TotalPages);
    }

    public async Task<string?> CreateAsync(string name)
    {
        var request = new CreateDomain
        {
            Name = name,
            PostmasterPassword = BenchmarkClients.Password,
            PostmasterPasswordConfirmation = BenchmarkClients.Password,
            Plan = "basic",
            MaxEmailAccounts = 50,
            MaxEmailQuota = 26843545600,
        };

        return (await api.CreateAsync(request).ConfigureAwait(false)).ResourceCode;
    }

    public async Task<int> CreateRejectedAsync()
    {
        try
        {
            await CreateAsync(Payloads.RejectedName).ConfigureAwait(false);
        }
        catch (ApiException exception)
        {
            return (await exception.GetContentAsAsync<ErrorBody>().ConfigureAwait(false))!.Errors!.Count;
        }
        catch (ErrorResponseException exception)
        {
            return exception.Body!.Errors!.Count;
        }

        return 0;
    }
}
