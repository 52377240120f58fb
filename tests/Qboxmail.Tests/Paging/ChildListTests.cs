using System.Net;

namespace Qboxmail.Tests;

/// <summary>A client saw 404 for an empty child list. Only then the parent is requested, to find out whether it exists.</summary>
public class ChildListTests : ApiTests
{
    private const string NotFound = """{"message": "Not found"}""";

    [Test]
    public async Task A_child_list_that_returns_404_is_empty_when_its_parent_exists()
    {
        Api.Get($"/api/domains/D1/email_accounts?page=1&per={ApiRoute.DefaultPage}", HttpStatusCode.NotFound, NotFound)
            .Get("/api/domains/D1", DomainPages.Of("D1"));

        Assert.That(await Client.EmailAccounts.ListAsync("D1").CountAsync(), Is.Zero);
        Api.Verify();
    }

    [Test]
    public async Task A_child_list_that_returns_404_has_an_empty_page_and_a_count_of_zero()
    {
        Api.Get("/api/domains/D1/email_accounts?page=1", HttpStatusCode.NotFound, NotFound)
            .Get("/api/domains/D1", DomainPages.Of("D1"))
            .Get($"/api/domains/D1/email_accounts?page=1&per={ApiRoute.DefaultPage}", HttpStatusCode.NotFound, NotFound)
            .Get("/api/domains/D1", DomainPages.Of("D1"));

        var page = await Client.EmailAccounts.ListPageAsync("D1");
        var count = await Client.EmailAccounts.ListAsync("D1").GetTotalCountAsync();

        Assert.That((page.Items.Count, page.Number, page.TotalCount, count), Is.EqualTo((0, 1, (long?)0, (long?)0)));
        Api.Verify();
    }

    [TestCase(HttpStatusCode.NotFound, NotFound)]
    [TestCase(HttpStatusCode.OK, """{"resources": []}""")]
    public async Task A_child_list_is_not_found_when_its_parent_does_not_exist(HttpStatusCode status, string response)
    {
        Api.Get($"/api/domains/D1/email_accounts?page=1&per={ApiRoute.DefaultPage}", HttpStatusCode.NotFound, NotFound)
            .Get("/api/domains/D1", status, response);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(async () => await Client.EmailAccounts.ListAsync("D1").CountAsync());

        Assert.That((exception!.Reason, exception.OperationId), Is.EqualTo((QboxmailErrorReason.NotFound, "EmailAccounts_List")));
        Api.Verify();
    }

    [Test]
    public async Task A_child_list_that_is_returned_does_not_request_its_parent()
    {
        Api.Get(
                $"/api/domains/D1/email_accounts?page=1&per={ApiRoute.DefaultPage}",
                """{"resources": [{"code": "EA1"}], "pagination": {"total_pages": 1}}""")
            .Get($"/api/domains/D2/email_accounts?page=1&per={ApiRoute.DefaultPage}", """{"resources": []}""");

        Assert.That(await Client.EmailAccounts.ListAsync("D1").CountAsync(), Is.EqualTo(1));
        Assert.That(await Client.EmailAccounts.ListAsync("D2").CountAsync(), Is.Zero);
        Api.Verify();
    }

    [TestCase(HttpStatusCode.Unauthorized)]
    [TestCase(HttpStatusCode.Forbidden)]
    [TestCase(HttpStatusCode.UnprocessableEntity)]
    [TestCase(HttpStatusCode.NotImplemented)]
    public async Task A_child_list_that_fails_otherwise_does_not_request_its_parent(HttpStatusCode status)
    {
        Api.Get($"/api/domains/D1/email_accounts?page=1&per={ApiRoute.DefaultPage}", status);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(async () => await Client.EmailAccounts.ListAsync("D1").CountAsync());

        Assert.That(exception!.StatusCode, Is.EqualTo(status));
        Api.Verify();
    }

    [Test]
    public async Task A_404_after_the_first_page_does_not_request_the_parent()
    {
        Api.Get("/api/domains/D1/email_accounts?page=2", HttpStatusCode.NotFound, NotFound);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.EmailAccounts.ListPageAsync("D1", page: 2));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.NotFound));
        Api.Verify();
    }

    [Test]
    public async Task A_child_list_fails_as_the_request_for_its_parent_does()
    {
        Api.Get($"/api/domains/D1/email_accounts?page=1&per={ApiRoute.DefaultPage}", HttpStatusCode.NotFound, NotFound)
            .Get("/api/domains/D1", HttpStatusCode.Forbidden);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(async () => await Client.EmailAccounts.ListAsync("D1").CountAsync());

        Assert.That((exception!.Reason, exception.OperationId), Is.EqualTo((QboxmailErrorReason.Forbidden, "Domains_Get")));
        Api.Verify();
    }

    [Test]
    public async Task A_child_list_is_not_found_when_the_server_does_not_implement_its_parent()
    {
        Api.Get($"/api/imports/I1/resources?page=1&per={ApiRoute.DefaultPage}", HttpStatusCode.NotFound, NotFound)
            .Get(ApiRoute.Path("Imports_Get", "I1"), HttpStatusCode.NotImplemented);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(async () => await Client.Imports.ListResourcesAsync("I1").CountAsync());

        Assert.That((exception!.Reason, exception.OperationId), Is.EqualTo((QboxmailErrorReason.NotFound, "Imports_ListResources")));
        Api.Verify();
    }

    [Test]
    public async Task A_child_list_without_pages_requests_its_parent_too()
    {
        Api.Get("/api/delivery/accounts/1042/api_tokens", HttpStatusCode.NotFound, NotFound)
            .Get("/api/delivery/accounts/1042", """{"resources": [{"id": 1042}]}""")
            .Get("/api/delivery/accounts/1043/api_tokens", HttpStatusCode.NotFound, NotFound)
            .Get("/api/delivery/accounts/1043", HttpStatusCode.NotFound, NotFound);

        Assert.That(await Client.Delivery.ApiTokens.ListAsync(1042), Is.Empty);
        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Delivery.ApiTokens.ListAsync(1043));

        Assert.That((exception!.Reason, exception.OperationId), Is.EqualTo((QboxmailErrorReason.NotFound, "DeliveryApiTokens_List")));
        Api.Verify();
    }

    [Test]
    public async Task A_child_list_escapes_the_code_of_its_parent()
    {
        Api.Get($"/api/domains/D%2F1%3F/email_accounts?query=x&page=1&per={ApiRoute.DefaultPage}", HttpStatusCode.NotFound, NotFound)
            .Get("/api/domains/D%2F1%3F", DomainPages.Of("D/1?"));

        Assert.That(await Client.EmailAccounts.ListAsync("D/1?", new() { Query = "x" }).CountAsync(), Is.Zero);
        Api.Verify();
    }

    [Test]
    public async Task A_list_without_a_parent_is_not_found()
    {
        Api.Get($"/api/domains?page=1&per={ApiRoute.DefaultPage}", HttpStatusCode.NotFound, NotFound);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(async () => await Client.Domains.ListAsync().CountAsync());

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.NotFound));
        Api.Verify();
    }
}
