using Foreign.NSwag;
using Newtonsoft.Json;

namespace Foreign;

/// <summary>Calls the client that NSwag generates with its default templates.</summary>
internal sealed class ForeignClient(HttpClient http) : IForeignClient
{
    private readonly DomainsClient _domains = new(http);

    public async Task<(IReadOnlyList<Domain> Domains, int? TotalPages)> ListDomainsAsync(int page, int size)
    {
        var list = await _domains.ListAsync(page, size);
        return ([.. list.Resources.Select(Convert)], list.Pagination?.Total_pages);
    }

    public async Task<string> CreateDomainAsync(string name)
    {
        const string password = "Secret123";
        var request = new CreateDomainRequest { Name = name, Postmaster_password = password, Postmaster_password_confirmation = password };

        return (await CallAsync(() => _domains.CreateAsync(request))).Resource_code;
    }

    public async Task<Domain> GetDomainAsync(string code) => Convert((await CallAsync(() => _domains.GetAsync(code))).Resources.First());

    public Task SetAntispamLevelAsync(string code, int level) =>
        _domains.UpdateAsync(new UpdateDomainRequest { Antispam_level = (UpdateDomainRequestAntispam_level)level }, code);

    public Task VerifyOwnershipAsync(string code) => _domains.VerifyDnsOwnershipAsync(code);

    public Task DeleteDomainAsync(string code) => _domains.DeleteAsync(code);

    public async Task<string> ExportSuppressionListAsync()
    {
        using var file = await new SuppressionListsClient(http).ExportAsync();
        using var reader = new StreamReader(file.Stream);
        return await reader.ReadToEndAsync();
    }

    public Task<string?> GetWebhookKindAsync(string body) => Task.FromResult(JsonConvert.DeserializeObject<DomainCreateEvent>(body)!.Action_type);

    private static Domain Convert(NSwag.Domain domain) =>
        new(domain.Code, domain.Name, domain.Status, domain.Status_detail, domain.Antispam_level, domain.Created_at, domain.Activated_at);

    private static async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (ApiException<ErrorResponse> exception)
        {
            throw new ApiErrorException(exception.StatusCode, exception.Result.Errors?.Select(error => error.Field) ?? []);
        }
    }
}
