using System.Net;

namespace Qboxmail.Tests;

/// <summary>CreateIfNotExistsAsync creates a resource at most once, whichever request fails.</summary>
public class CreateIfNotExistsTests : ApiTests
{
    private static readonly string Search = $"/api/domains?query=example.com&page=1&per={ApiRoute.LargestPage}";
    private const string None = """{"resources": [], "pagination": {"page": 1, "per": 200, "total_pages": 0, "total_records": 0}}""";
    private const string Created = """{"message": "Domain created", "resource_code": "D1"}""";
    private const string Refused = """{"message": "Validation failed", "errors": [{"field": "name", "description": "already exists"}]}""";

    [Test]
    public async Task CreateIfNotExistsAsync_creates_a_missing_resource()
    {
        Api.Get(Search, None).Post("/api/domains", HttpStatusCode.Created, Created).Get("/api/domains/D1", DomainPages.Named(("D1", "example.com")));

        var result = await CreateAsync();

        Assert.That((result.Created, result.Code, result.Resource.Name), Is.EqualTo((true, "D1", "example.com")));
        Api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_returns_an_existing_resource_unchanged()
    {
        Api.Get(Search, DomainPages.Named(("D1", "example.com")));

        var result = await CreateAsync();

        Assert.That((result.Created, result.Code, result.Resource.Name), Is.EqualTo((false, "D1", "example.com")));
        Api.Verify();
    }

    [TestCase(HttpStatusCode.InternalServerError)]
    [TestCase(HttpStatusCode.BadGateway)]
    [TestCase(HttpStatusCode.RequestTimeout)]
    public async Task CreateIfNotExistsAsync_finds_the_created_resource_after_an_error_response(HttpStatusCode status)
    {
        Api.Get(Search, None).Post("/api/domains", status).Get(Search, DomainPages.Named(("D1", "example.com")));

        var result = await CreateAsync();

        Assert.That((result.Created, result.Code), Is.EqualTo((true, "D1")));
        Api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_finds_the_created_resource_after_a_lost_connection()
    {
        Api.Get(Search, None)
            .Fail(HttpMethod.Post, "/api/domains", new HttpRequestException("Connection reset."))
            .Get(Search, DomainPages.Named(("D1", "example.com")));

        Assert.That((await CreateAsync()).Created, Is.True);
        Api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_throws_the_creation_error_when_the_resource_is_not_found()
    {
        Api.Get(Search, None).Post("/api/domains", HttpStatusCode.InternalServerError, """{"message": "Oops"}""").Get(Search, None);

        var failure = await Assert.ThrowsAsync<QboxmailApiException>(() => CreateAsync());

        Assert.That(
            (failure!.OperationId, failure.StatusCode, failure.RequestMayHaveBeenProcessed),
            Is.EqualTo(("Domains_Create", HttpStatusCode.InternalServerError, true)));
        Api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_throws_the_creation_error_when_the_lookup_fails()
    {
        Api.Get(Search, None)
            .Post("/api/domains", HttpStatusCode.InternalServerError)
            .Get(Search, HttpStatusCode.Forbidden, """{"message": "Forbidden"}""");

        var failure = await Assert.ThrowsAsync<QboxmailApiException>(() => CreateAsync());

        Assert.That((failure!.OperationId, failure.RequestMayHaveBeenProcessed), Is.EqualTo(("Domains_Create", true)));
        Assert.That(failure!.Data["Qboxmail.LookupFailure"], Does.Contain("Forbidden"));
        Api.Verify();
    }

    [TestCase(HttpStatusCode.UnprocessableEntity, Refused)]
    [TestCase(HttpStatusCode.Conflict, """{"message": "Conflict"}""")]
    public async Task CreateIfNotExistsAsync_returns_the_resource_that_a_concurrent_caller_created(HttpStatusCode status, string response)
    {
        Api.Get(Search, None).Post("/api/domains", status, response).Get(Search, DomainPages.Named(("D2", "example.com")));

        var result = await CreateAsync();

        Assert.That((result.Created, result.Code), Is.EqualTo((false, "D2")));
        Api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_throws_ValidationFailed_when_an_invisible_resource_has_the_name()
    {
        Api.Get(Search, None).Post("/api/domains", HttpStatusCode.UnprocessableEntity, Refused).Get(Search, None);

        var failure = await Assert.ThrowsAsync<QboxmailApiException>(() => CreateAsync());

        Assert.That((failure!.Reason, failure.FieldErrors[0].Description), Is.EqualTo((QboxmailErrorReason.ValidationFailed, "already exists")));
        Assert.That(failure!.RequestMayHaveBeenProcessed, Is.False);
        Api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_looks_up_nothing_after_a_definite_rejection()
    {
        Api.Get(Search, None).Post("/api/domains", HttpStatusCode.Forbidden, """{"message": "Forbidden"}""");

        Assert.That((await Assert.ThrowsAsync<QboxmailApiException>(() => CreateAsync()))!.Reason, Is.EqualTo(QboxmailErrorReason.Forbidden));
        Api.Verify();
    }

    [Test]
    public async Task A_lost_race_that_the_API_calls_a_bad_request_ends_with_the_resource()
    {
        Api.Get(Search, None)
            .Post("/api/domains", HttpStatusCode.BadRequest, """{"message": "Name is taken"}""")
            .Get(Search, DomainPages.Named(("D7", "example.com")));

        var result = await CreateAsync();

        Assert.That((result.Created, result.Code), Is.EqualTo((false, "D7")));
        Api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_throws_the_conflict_when_no_resource_has_the_name()
    {
        Api.Get(Search, None).Post("/api/domains", HttpStatusCode.Conflict, """{"message": "Conflict"}""").Get(Search, None);

        var failure = await Assert.ThrowsAsync<QboxmailApiException>(() => CreateAsync());

        Assert.That((failure!.OperationId, failure.StatusCode), Is.EqualTo(("Domains_Create", HttpStatusCode.Conflict)));
        Api.Verify();
    }

    [Test]
    public async Task An_incomplete_search_does_not_prove_that_a_name_is_free()
    {
        const string pagination = """{"total_pages": 1, "total_records": 2}""";
        Api.Get(Search, DomainPages.With(pagination, "D7"))
            .Get(Search.Replace("page=1", "page=2", StringComparison.Ordinal), DomainPages.With(pagination));

        var failure = await Assert.ThrowsAsync<QboxmailApiException>(() => CreateAsync());

        Assert.That(failure!.Message, Does.StartWith("The list returned by Domains_List is incomplete: "));
        Api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_creates_nothing_when_the_first_lookup_fails()
    {
        Api.Get(Search, HttpStatusCode.Forbidden, """{"message": "Forbidden"}""");

        Assert.That((await Assert.ThrowsAsync<QboxmailApiException>(() => CreateAsync()))!.OperationId, Is.EqualTo("Domains_List"));
        Api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_waits_until_a_new_resource_is_found()
    {
        Api.Get(Search, None)
            .Post("/api/domains", HttpStatusCode.Created, Created)
            .Get("/api/domains/D1", HttpStatusCode.NotFound)
            .Get("/api/domains/D1", DomainPages.Named(("D1", "example.com")));
        Api.Time.AutoAdvanceDelays = true;

        Assert.That((await CreateAsync()).Code, Is.EqualTo("D1"));
        Api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_reports_the_code_of_a_created_resource_that_cannot_be_read()
    {
        Api.Get(Search, None)
            .Post("/api/domains", HttpStatusCode.Created, Created)
            .Get("/api/domains/D1", HttpStatusCode.Forbidden, """{"message": "Forbidden"}""");

        var failure = await Assert.ThrowsAsync<QboxmailException>(() => CreateAsync());

        Assert.That(failure!.Message, Does.StartWith("The domain D1 was created but cannot be read. Repeat the call later. "));
        Assert.That((failure!.OperationId, failure.RequestMayHaveBeenProcessed), Is.EqualTo(("Domains_Get", true)));
        Assert.That(failure!.Data["Qboxmail.Code"], Is.EqualTo("D1"));
        Assert.That(failure!.InnerException, Is.TypeOf<QboxmailApiException>());
        Api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_creates_the_first_mailbox_when_the_empty_list_returns_404()
    {
        Api.Get($"/api/domains/D1/email_accounts?query=mario&page=1&per={ApiRoute.LargestPage}", HttpStatusCode.NotFound)
            .Get("/api/domains/D1", DomainPages.Named(("D1", "example.com")))
            .Post("/api/domains/D1/email_accounts", HttpStatusCode.Created, """{"message": "Created", "resource_code": "EA1"}""")
            .Get("/api/domains/D1/email_accounts/EA1", """{"resources": [{"code": "EA1", "email_address": "mario@example.com"}]}""");

        var result = await Client.EmailAccounts.CreateIfNotExistsAsync(
            "D1", new CreateEmailAccountRequest("mario", "Correct-horse-7", "Mario"));

        Assert.That((result.Created, result.Code), Is.EqualTo((true, "EA1")));
        Api.Verify();
    }

    private Task<CreateIfNotExistsResult<Domain>> CreateAsync() =>
        Client.Domains.CreateIfNotExistsAsync(new CreateDomainRequest("example.com", "Correct-horse-7"));
}
