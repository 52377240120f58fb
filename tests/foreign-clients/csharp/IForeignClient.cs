namespace Foreign;

/// <summary>What the scenario needs of a client; foreign-client.ts says the same in TypeScript.</summary>
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

/// <summary>A failure that the client reports with its status and the fields of its body.</summary>
internal sealed class RefusalException(int status, IEnumerable<string?> fields) : Exception($"The API refused the request with {status}.")
{
    public int Status => status;

    public IReadOnlyList<string?> Fields { get; } = [.. fields];
}
