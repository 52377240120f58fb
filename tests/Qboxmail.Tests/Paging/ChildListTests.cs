using System.Net;

namespace Qboxmail.Tests;

/// <summary>A list below a resource was seen to answer 404 when it is empty. Whether the resource is gone is asked only then.</summary>
public class ChildListTests : ApiTests
{
    private const string NotFound = """{"message": "Not found"}""";

    [Test]
    public async Task Of_a_parent_that_exists_are_empty_when_they_answer_404()
    {
        Api.Get("/api/domains/D1/email_accounts?page=1&per=100", HttpStatusCode.NotFound, NotFound)
            .Get("/api/domains/D1", DomainRows.Of("D1"));

        Assert.That(await Client.EmailAccounts.ListAsync("D1").CountAsync(), Is.Zero);
        Api.Verify();
    }

    [Test]
    public async Task Of_a_parent_that_exists_have_an_empty_first_page_and_no_rows_to_count()
    {
        Api.Get("/api/domains/D1/email_accounts?page=1", HttpStatusCode.NotFound, NotFound)
            .Get("/api/domains/D1", DomainRows.Of("D1"))
            .Get("/api/domains/D1/email_accounts?page=1&per=100", HttpStatusCode.NotFound, NotFound)
            .Get("/api/domains/D1", DomainRows.Of("D1"));

        var page = await Client.EmailAccounts.ListPageAsync("D1");
        var count = await Client.EmailAccounts.ListAsync("D1").GetTotalCountAsync();

        Assert.That((page.Items.Count, page.Number, page.Pagination, count), Is.EqualTo((0, 1, (Pagination?)null, (long?)0)));
        Api.Verify();
    }

    [TestCase(HttpStatusCode.NotFound, NotFound)]
    [TestCase(HttpStatusCode.OK, """{"resources": []}""")]
    public async Task Of_a_parent_that_does_not_exist_are_not_found(HttpStatusCode status, string answer)
    {
        Api.Get("/api/domains/D1/email_accounts?page=1&per=100", HttpStatusCode.NotFound, NotFound)
            .Get("/api/domains/D1", status, answer);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(async () => await Client.EmailAccounts.ListAsync("D1").CountAsync());

        Assert.That((exception!.Reason, exception.OperationId), Is.EqualTo((QboxmailErrorReason.NotFound, "EmailAccounts_List")));
        Api.Verify();
    }

    [Test]
    public async Task That_have_rows_or_none_do_not_ask_for_their_parent()
    {
        Api.Get("/api/domains/D1/email_accounts?page=1&per=100", """{"resources": [{"code": "EA1"}], "pagination": {"total_pages": 1}}""")
            .Get("/api/domains/D2/email_accounts?page=1&per=100", """{"resources": []}""");

        Assert.That(await Client.EmailAccounts.ListAsync("D1").CountAsync(), Is.EqualTo(1));
        Assert.That(await Client.EmailAccounts.ListAsync("D2").CountAsync(), Is.Zero);
        Api.Verify();
    }

    [TestCase(HttpStatusCode.Unauthorized)]
    [TestCase(HttpStatusCode.Forbidden)]
    [TestCase(HttpStatusCode.UnprocessableEntity)]
    [TestCase(HttpStatusCode.NotImplemented)]
    public async Task That_fail_otherwise_do_not_ask_for_their_parent(HttpStatusCode status)
    {
        Api.Get("/api/domains/D1/email_accounts?page=1&per=100", status);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(async () => await Client.EmailAccounts.ListAsync("D1").CountAsync());

        Assert.That(exception!.StatusCode, Is.EqualTo(status));
        Api.Verify();
    }

    [Test]
    public async Task Do_not_ask_for_their_parent_behind_the_first_page()
    {
        Api.Get("/api/domains/D1/email_accounts?page=2", HttpStatusCode.NotFound, NotFound);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.EmailAccounts.ListPageAsync("D1", page: 2));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.NotFound));
        Api.Verify();
    }

    [Test]
    public async Task Fail_as_the_question_for_their_parent_does()
    {
        Api.Get("/api/domains/D1/email_accounts?page=1&per=100", HttpStatusCode.NotFound, NotFound)
            .Get("/api/domains/D1", HttpStatusCode.Forbidden);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(async () => await Client.EmailAccounts.ListAsync("D1").CountAsync());

        Assert.That((exception!.Reason, exception.OperationId), Is.EqualTo((QboxmailErrorReason.Forbidden, "Domains_Get")));
        Api.Verify();
    }

    [Test]
    public async Task Are_not_found_when_the_server_does_not_know_the_question_for_their_parent()
    {
        Api.Get("/api/imports/I1/resources?page=1&per=100", HttpStatusCode.NotFound, NotFound)
            .Get("/api/imports/I1", HttpStatusCode.NotImplemented);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(async () => await Client.Imports.ListResourcesAsync("I1").CountAsync());

        Assert.That((exception!.Reason, exception.OperationId), Is.EqualTo((QboxmailErrorReason.NotFound, "Imports_ListResources")));
        Api.Verify();
    }

    [Test]
    public async Task Without_pages_are_told_apart_in_the_same_way()
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
    public async Task Ask_for_the_same_parent_whatever_stands_in_its_code()
    {
        Api.Get("/api/domains/D%2F1%3F/email_accounts?query=x&page=1&per=100", HttpStatusCode.NotFound, NotFound)
            .Get("/api/domains/D%2F1%3F", DomainRows.Of("D/1?"));

        Assert.That(await Client.EmailAccounts.ListAsync("D/1?", new() { Query = "x" }).CountAsync(), Is.Zero);
        Api.Verify();
    }

    [Test]
    public async Task At_the_top_have_no_parent_to_ask_for()
    {
        Api.Get("/api/domains?page=1&per=100", HttpStatusCode.NotFound, NotFound);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(async () => await Client.Domains.ListAsync().CountAsync());

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.NotFound));
        Api.Verify();
    }
}
