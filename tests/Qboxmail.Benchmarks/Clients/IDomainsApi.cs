using Refit;

namespace Qboxmail.Benchmarks.Clients;

/// <summary>The interface that Refit implements, and that the handwritten clients implement too.</summary>
internal interface IDomainsApi
{
    [Get("/api/domains/{code}")]
    Task<DomainPage> GetAsync(string code);

    [Get("/api/domains")]
    Task<DomainPage> ListAsync(int page, int per);

    [Post("/api/domains")]
    Task<CreatedResource> CreateAsync([Body] CreateDomain body);
}
