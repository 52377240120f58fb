namespace Qboxmail.Tests;

/// <summary>A response that contains one domain.</summary>
internal static class DomainResponse
{
    /// <summary>Gets the domain from a response whose only item is the given object.</summary>
    public static async Task<Domain> ReadAsync(string item)
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Get("/api/domains/D123456789", $$"""{"resources": [{{item}}]}""");

        var domain = await client.Domains.GetAsync("D123456789");

        api.Verify();
        return domain;
    }
}
