using System.Net;

namespace Qboxmail.Tests;

/// <summary>What a body looks like on the wire.</summary>
internal static class SentBody
{
    public static async Task<string> OfAsync(UpdateDomainRequest request)
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Expect(HttpMethod.Put, "/api/domains/D123456789", HttpStatusCode.NoContent, null);

        await client.Domains.UpdateAsync("D123456789", request);

        api.Verify();
        return api.Requests.Single().Body;
    }

    public static async Task<string> OfAsync(CreateContactRequest request)
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Expect(HttpMethod.Post, "/api/addressbooks/EA12345678/7/contacts", HttpStatusCode.OK, """{"resource_code": "314"}""");

        await client.Contacts.CreateAsync("EA12345678", "7", request);

        api.Verify();
        return api.Requests.Single().Body;
    }

    public static async Task<string> OfAsync(UpdateEmailAccountRequest request)
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Expect(HttpMethod.Put, "/api/domains/D123456789/email_accounts/EA12345678", HttpStatusCode.NoContent, null);

        await client.EmailAccounts.UpdateAsync("D123456789", "EA12345678", request);

        api.Verify();
        return api.Requests.Single().Body;
    }

    public static async Task<string> OfAsync(CreateMigrationRequest request)
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Expect(HttpMethod.Post, "/api/migrations", HttpStatusCode.OK, """{"resource_code": "MG12345678"}""");

        await client.Migrations.CreateAsync(request);

        api.Verify();
        return api.Requests.Single().Body;
    }
}
