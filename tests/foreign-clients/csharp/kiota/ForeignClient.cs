using Foreign.Kiota;
using Foreign.Kiota.Models;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;

namespace Foreign;

/// <summary>Calls the client that Kiota generates. The HTTP client adds the token, because Kiota's API key provider rejects http.</summary>
internal sealed class ForeignClient : IForeignClient
{
    private readonly QboxmailApi _api;

    public ForeignClient(HttpClient http)
    {
        var adapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: http);
        adapter.BaseUrl = http.BaseAddress!.ToString().TrimEnd('/');
        _api = new QboxmailApi(adapter);
    }

    public async Task<(IReadOnlyList<Domain> Domains, int? TotalPages)> ListDomainsAsync(int page, int size)
    {
        var list = await _api.Api.Domains.GetAsync(request => (request.QueryParameters.Page, request.QueryParameters.Per) = (page, size));
        return ([.. list!.Resources!.Select(Convert)], list.Pagination?.TotalPages);
    }

    public async Task<string> CreateDomainAsync(string name)
    {
        const string password = "Secret123";
        var request = new CreateDomainRequest { Name = name, PostmasterPassword = password, PostmasterPasswordConfirmation = password };

        return (await CallAsync(() => _api.Api.Domains.PostAsync(request)))!.ResourceCode!;
    }

    public async Task<Domain> GetDomainAsync(string code) => Convert((await CallAsync(() => _api.Api.Domains[code].GetAsync()))!.Resources![0]);

    public Task SetAntispamLevelAsync(string code, int level) => _api.Api.Domains[code].PutAsync(new UpdateDomainRequest { AntispamLevel = level });

    public Task VerifyOwnershipAsync(string code) => _api.Api.Domains[code].Dns_ownership_check.PutAsync();

    public Task DeleteDomainAsync(string code) => _api.Api.Domains[code].DeleteAsync();

    public async Task<string> ExportSuppressionListAsync()
    {
        using var reader = new StreamReader((await _api.Api.Delivery.Suppression_lists.Export.GetAsync())!);
        return await reader.ReadToEndAsync();
    }

    public Task<string?> GetWebhookKindAsync(string body) => throw new NotSupportedException("Kiota generates no types for callbacks");

    private static Domain Convert(Foreign.Kiota.Models.Domain domain) => new(
        domain.Code, domain.Name, domain.Status?.String, domain.StatusDetail?.String, domain.AntispamLevel, domain.CreatedAt, domain.ActivatedAt);

    private static async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (ErrorResponse exception)
        {
            throw new ApiErrorException(exception.ResponseStatusCode, exception.Errors?.Select(error => error.Field) ?? []);
        }
    }
}
