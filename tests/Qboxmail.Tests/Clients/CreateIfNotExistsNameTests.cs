using System.Net;

namespace Qboxmail.Tests;

/// <summary>Which existing resource has the name that CreateIfNotExistsAsync looks for.</summary>
public class CreateIfNotExistsNameTests : ApiTests
{
    [Test]
    public async Task CreateIfNotExistsAsync_ignores_other_names_that_the_search_returns()
    {
        Api.Get(
            $"/api/domains?query=example.com&page=1&per={ApiRoute.LargestPage}",
            DomainPages.Named(("D7", "www.example.com"), ("D8", "example.com.au")))
            .Post("/api/domains", HttpStatusCode.Created, """{"message": "Domain created", "resource_code": "D1"}""")
            .Get("/api/domains/D1", DomainPages.Named(("D1", "example.com")));

        Assert.That((await CreateAsync("example.com")).Code, Is.EqualTo("D1"));
        Api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_compares_names_without_case()
    {
        Api.Get($"/api/domains?query=EXAMPLE.com&page=1&per={ApiRoute.LargestPage}", DomainPages.Named(("D1", "Example.COM")));

        Assert.That((await CreateAsync("EXAMPLE.com")).Created, Is.False);
        Api.Verify();
    }

    [TestCase("città.example.com", "xn--citt-3na.example.com")]
    [TestCase("XN--CITT-3NA.example.com", "città.example.com")]
    public async Task CreateIfNotExistsAsync_recognizes_an_internationalized_name_in_both_forms(string asked, string kept)
    {
        Api.Get($"/api/domains?query={Uri.EscapeDataString(asked)}&page=1&per={ApiRoute.LargestPage}", DomainPages.Named(("D1", kept)));

        Assert.That((await CreateAsync(asked)).Created, Is.False);
        Api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_searches_for_an_internationalized_name_in_both_forms()
    {
        Api.Get(
            $"/api/domains?query={Uri.EscapeDataString("città.example.com")}&page=1&per={ApiRoute.LargestPage}",
            DomainPages.With("""{"total_pages": 0, "total_records": 0}"""))
            .Get(
                $"/api/domains?query=xn--citt-3na.example.com&page=1&per={ApiRoute.LargestPage}",
                DomainPages.Named(("D1", "xn--citt-3na.example.com")));

        Assert.That((await CreateAsync("città.example.com")).Created, Is.False);
        Api.Verify();
    }

    [TestCase("BÜCHER.example.com", "bücher.example.com")]
    [TestCase("BÜCHER.example.com", "xn--bcher-kva.example.com")]
    [TestCase("example.com.", "example.com")]
    [TestCase("Example.COM", "example.com.")]
    public async Task CreateIfNotExistsAsync_finds_a_domain_name_in_every_form(string requested, string stored)
    {
        using var server = new StubHandler((request, _) => Task.FromResult(FakeApi.Response(HttpStatusCode.OK, DomainPages.Named(("D1", stored)))));
        using var client = new QboxmailClient(Api.Options, server);

        var result = await client.Domains.CreateIfNotExistsAsync(new CreateDomainRequest(requested, "Correct-horse-7"));

        Assert.That((result.Created, result.Code), Is.EqualTo((false, "D1")));
    }

    [Test]
    public async Task CreateIfNotExistsAsync_compares_mailboxes_by_their_local_part()
    {
        Api.Get(
            $"/api/domains/D1/email_accounts?query=Mario&page=1&per={ApiRoute.LargestPage}",
            """{"resources": [{"code": "EA1", "email_address": "mario.rossi@example.com"}, """
            + """{"code": "EA2", "email_address": "mario@example.com"}]}""");

        var result = await Client.EmailAccounts.CreateIfNotExistsAsync(
            "D1", new CreateEmailAccountRequest("Mario", "Correct-horse-7", "Mario"));

        Assert.That((result.Created, result.Code), Is.EqualTo((false, "EA2")));
        Api.Verify();
    }

    [Test]
    public void CreateIfNotExistsAsync_rejects_a_request_without_a_usable_name_before_it_sends_anything()
    {
        Assert.That(() => CreateAsync(" "), Throws.ArgumentException.With.Property("ParamName").EqualTo("request"));
        Assert.That(
            () => Client.EmailAccounts.CreateIfNotExistsAsync("D1", new CreateEmailAccountRequest(" ", "Correct-horse-7", "x")),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("request"));
        Assert.That(() => Client.Domains.CreateIfNotExistsAsync(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("request"));
    }

    private Task<CreateIfNotExistsResult<Domain>> CreateAsync(string name) =>
        Client.Domains.CreateIfNotExistsAsync(new CreateDomainRequest(name, "Correct-horse-7"));
}
