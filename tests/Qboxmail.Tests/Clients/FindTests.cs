using System.Net;

namespace Qboxmail.Tests;

/// <summary>FindByNameAsync and FindByAddressAsync match exactly, on all pages, whatever the form of the name.</summary>
public class FindTests : ApiTests
{
    [TestCase("BÜCHER.example", "xn--bcher-kva.example")]
    [TestCase("xn--bcher-kva.example.", "bücher.example")]
    [TestCase("Example.com", "example.com")]
    public async Task A_domain_is_found_in_every_form_of_its_name(string name, string stored)
    {
        var rows = $$"""{"resources": [{"code": "D0", "name": "my-{{stored}}"}, {"code": "D1", "name": "{{stored}}"}]}""";
        using var server = new StubHandler(_ => FakeApi.Response(HttpStatusCode.OK, rows));
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token }, server);

        Assert.That((await client.Domains.FindByNameAsync(name))?.Code, Is.EqualTo("D1"));
        Assert.That((await client.DomainAliases.FindByNameAsync("D9", name))?.Code, Is.EqualTo("D1"));
        Assert.That((await client.Delivery.Domains.FindByNameAsync(name))?.Code, Is.EqualTo("D1"));
    }

    [TestCase("Example.COM", "example.com")]
    [TestCase("Example.COM", "Example.COM")]
    [TestCase("BÜCHER.example", "bücher.example")]
    public async Task A_name_is_found_when_the_search_distinguishes_case(string name, string stored)
    {
        using var server = new StubHandler(request => FakeApi.Response(
            HttpStatusCode.OK,
            Uri.UnescapeDataString(request.RequestUri!.Query).Contains($"query={stored}&", StringComparison.Ordinal)
                ? $$"""{"resources": [{"code": "C1", "name": "{{stored}}", "email_address": "{{stored}}@example.org"}]}"""
                : DomainPages.Of()));
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token }, server);

        Assert.That((await client.Domains.FindByNameAsync(name))?.Code, Is.EqualTo("C1"));
        Assert.That((await client.EmailAccounts.FindByNameAsync("D1", name))?.Code, Is.EqualTo("C1"));
    }

    [Test]
    public async Task A_mailbox_on_a_later_page_is_found_by_its_address()
    {
        Api.Get($"/api/domains?query=example.com&page=1&per={ApiRoute.LargestPage}", """{"resources": [{"code": "D1", "name": "example.com"}]}""")
            .Get(
                $"/api/domains/D1/email_accounts?query=Mario&page=1&per={ApiRoute.LargestPage}",
                """{"resources": [{"code": "E1", "email_address": "mario.rossi@example.com"}], "pagination": {"total_pages": 2}}""")
            .Get(
                $"/api/domains/D1/email_accounts?query=Mario&page=2&per={ApiRoute.LargestPage}",
                """{"resources": [{"code": "E2", "email_address": "mario@example.com"}], "pagination": {"total_pages": 2}}""");

        Assert.That((await Client.EmailAccounts.FindByAddressAsync("Mario@example.com"))?.Code, Is.EqualTo("E2"));
        Api.Verify();
    }

    [Test]
    public async Task An_alias_is_found_by_its_address()
    {
        Api.Get($"/api/domains?query=example.com&page=1&per={ApiRoute.LargestPage}", """{"resources": [{"code": "D1", "name": "example.com"}]}""")
            .Get(
                $"/api/domains/D1/alias_email_accounts?query=info&page=1&per={ApiRoute.LargestPage}",
                """{"resources": [{"code": "A1", "name": "info"}]}""");

        Assert.That((await Client.EmailAliases.FindByAddressAsync("info@example.com"))?.Code, Is.EqualTo("A1"));
        Api.Verify();
    }

    [Test]
    public async Task Null_is_returned_when_only_similar_names_exist()
    {
        Api.Get(
            $"/api/domains?query=example.com&page=1&per={ApiRoute.LargestPage}",
            """{"resources": [{"code": "D1", "name": "my.example.com"}], "pagination": {"total_pages": 1}}""");

        Assert.That(await Client.EmailAccounts.FindByAddressAsync("mario@example.com"), Is.Null);
        Api.Verify();
    }

    [TestCase("mario")]
    [TestCase("@example.com")]
    [TestCase("mario@")]
    public async Task A_text_that_is_not_an_address_is_rejected(string address) =>
        Assert.That(
            await Assert.ThrowsAsync<ArgumentException>(() => Client.EmailAccounts.FindByAddressAsync(address)),
            Has.Message.StartsWith($"'{address}' is not an email address."));

    [TestCase("")]
    [TestCase(" ")]
    public void An_empty_name_is_rejected(string name)
    {
        Assert.That(() => Client.Domains.FindByNameAsync(name), Throws.ArgumentException.With.Property("ParamName").EqualTo("name"));
        Assert.That(() => Client.EmailAliases.FindByNameAsync("D1", name), Throws.ArgumentException.With.Property("ParamName").EqualTo("name"));
    }
}
