namespace Qboxmail.Tests;

/// <summary>An answer that holds one domain.</summary>
internal static class DomainResponse
{
    /// <summary>The domain as a caller gets it, read from an answer whose one row is the given object.</summary>
    public static async Task<Domain> ReadAsync(string row)
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Get("/api/domains/D123456789", $$"""{"resources": [{{row}}]}""");

        var domain = await client.Domains.GetAsync("D123456789");

        api.Verify();
        return domain;
    }
}
