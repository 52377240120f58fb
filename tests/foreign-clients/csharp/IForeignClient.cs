namespace Foreign;

/// <summary>The operations that the scenario needs. foreign-client.ts is the TypeScript form of this interface.</summary>
internal interface IForeignClient
{
    Task<(IReadOnlyList<Domain> Domains, int? TotalPages)> ListDomainsAsync(int page, int size);

    Task<string> CreateDomainAsync(string name);

    Task<Domain> GetDomainAsync(string code);

    Task SetAntispamLevelAsync(string code, int level);

    Task VerifyOwnershipAsync(string code);

    Task DeleteDomainAsync(string code);

    Task<string> ExportSuppressionListAsync();

    Task<string?> GetWebhookKindAsync(string body);
}

/// <summary>The fields of a domain that the scenario reads.</summary>
internal sealed record Domain(
    string? Code, string? Name, string? Status, string? StatusDetail, int? AntispamLevel, DateTimeOffset? CreatedAt, string? ActivatedAt);

/// <summary>An error response, with its status and the fields that its body lists.</summary>
internal sealed class ApiErrorException(int status, IEnumerable<string?> fields) : Exception($"The API rejected the request with {status}.")
{
    public int Status => status;

    public IReadOnlyList<string?> Fields { get; } = [.. fields];
}
