using System.Net;

namespace Qboxmail.Tests;

/// <summary>What has a name of its own is created at most once, however often and badly it goes.</summary>
public class CreateIfNotExistsTests
{
    private const string Search = "/api/domains?query=example.com&page=1&per=200";
    private const string None = """{"resources": [], "pagination": {"page": 1, "per": 200, "total_pages": 0, "total_records": 0}}""";
    private const string Created = """{"message": "Domain created", "resource_code": "D1"}""";
    private const string Refused = """{"message": "Validation failed", "errors": [{"field": "name", "description": "already exists"}]}""";

    private FakeApi _api = null!;
    private QboxmailClient _client = null!;

    [SetUp]
    public void Start()
    {
        _api = new FakeApi();
        _client = _api.CreateClient();
    }

    [TearDown]
    public void End()
    {
        _client.Dispose();
        _api.Dispose();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_creates_a_missing_resource()
    {
        _api.Get(Search, None).Post("/api/domains", HttpStatusCode.Created, Created).Get("/api/domains/D1", Rows(("D1", "example.com")));

        var result = await CreateAsync();

        Assert.That((result.Created, result.Code, result.Resource.Name), Is.EqualTo((true, "D1", "example.com")));
        _api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_returns_an_existing_resource_unchanged()
    {
        _api.Get(Search, Rows(("D1", "example.com")));

        var result = await CreateAsync();

        Assert.That((result.Created, result.Code, result.Resource.Name), Is.EqualTo((false, "D1", "example.com")));
        _api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_ignores_other_names_that_the_search_returns()
    {
        _api.Get(Search, Rows(("D7", "www.example.com"), ("D8", "example.com.au")))
            .Post("/api/domains", HttpStatusCode.Created, Created)
            .Get("/api/domains/D1", Rows(("D1", "example.com")));

        Assert.That((await CreateAsync()).Code, Is.EqualTo("D1"));
        _api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_compares_names_without_case()
    {
        _api.Get("/api/domains?query=EXAMPLE.com&page=1&per=200", Rows(("D1", "Example.COM")));

        Assert.That((await CreateAsync("EXAMPLE.com")).Created, Is.False);
        _api.Verify();
    }

    [TestCase("città.example.com", "xn--citt-3na.example.com")]
    [TestCase("XN--CITT-3NA.example.com", "città.example.com")]
    public async Task CreateIfNotExistsAsync_recognizes_an_internationalized_name_in_both_forms(string asked, string kept)
    {
        _api.Get($"/api/domains?query={Uri.EscapeDataString(asked)}&page=1&per=200", Rows(("D1", kept)));

        Assert.That((await CreateAsync(asked)).Created, Is.False);
        _api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_searches_for_an_internationalized_name_in_both_forms()
    {
        _api.Get($"/api/domains?query={Uri.EscapeDataString("città.example.com")}&page=1&per=200", None)
            .Get("/api/domains?query=xn--citt-3na.example.com&page=1&per=200", Rows(("D1", "xn--citt-3na.example.com")));

        Assert.That((await CreateAsync("città.example.com")).Created, Is.False);
        _api.Verify();
    }

    [TestCase(HttpStatusCode.InternalServerError)]
    [TestCase(HttpStatusCode.BadGateway)]
    [TestCase(HttpStatusCode.RequestTimeout)]
    public async Task CreateIfNotExistsAsync_finds_the_created_resource_after_an_error_response(HttpStatusCode status)
    {
        _api.Get(Search, None).Post("/api/domains", status).Get(Search, Rows(("D1", "example.com")));

        var result = await CreateAsync();

        Assert.That((result.Created, result.Code), Is.EqualTo((true, "D1")));
        _api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_finds_the_created_resource_after_a_lost_connection()
    {
        _api.Get(Search, None)
            .Fail(HttpMethod.Post, "/api/domains", new HttpRequestException("Connection reset."))
            .Get(Search, Rows(("D1", "example.com")));

        Assert.That((await CreateAsync()).Created, Is.True);
        _api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_throws_the_creation_error_when_the_resource_is_not_found()
    {
        _api.Get(Search, None).Post("/api/domains", HttpStatusCode.InternalServerError, """{"message": "Oops"}""").Get(Search, None);

        var failure = await Assert.ThrowsAsync<QboxmailApiException>(() => CreateAsync());

        Assert.That(
            (failure!.OperationId, failure.StatusCode, failure.RequestMayHaveBeenProcessed),
            Is.EqualTo(("Domains_Create", HttpStatusCode.InternalServerError, true)));
        _api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_throws_the_creation_error_when_the_lookup_fails()
    {
        _api.Get(Search, None)
            .Post("/api/domains", HttpStatusCode.InternalServerError)
            .Get(Search, HttpStatusCode.Forbidden, """{"message": "Forbidden"}""");

        var failure = await Assert.ThrowsAsync<QboxmailApiException>(() => CreateAsync());

        Assert.That((failure!.OperationId, failure.RequestMayHaveBeenProcessed), Is.EqualTo(("Domains_Create", true)));
        Assert.That(failure!.Data["Qboxmail.LookupFailure"], Does.Contain("Forbidden"));
        _api.Verify();
    }

    [TestCase(HttpStatusCode.UnprocessableEntity, Refused)]
    [TestCase(HttpStatusCode.Conflict, """{"message": "Conflict"}""")]
    public async Task CreateIfNotExistsAsync_returns_the_resource_that_a_concurrent_caller_created(HttpStatusCode status, string response)
    {
        _api.Get(Search, None).Post("/api/domains", status, response).Get(Search, Rows(("D2", "example.com")));

        var result = await CreateAsync();

        Assert.That((result.Created, result.Code), Is.EqualTo((false, "D2")));
        _api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_throws_ValidationFailed_when_an_invisible_resource_has_the_name()
    {
        _api.Get(Search, None).Post("/api/domains", HttpStatusCode.UnprocessableEntity, Refused).Get(Search, None);

        var failure = await Assert.ThrowsAsync<QboxmailApiException>(() => CreateAsync());

        Assert.That((failure!.Reason, failure.FieldErrors[0].Description), Is.EqualTo((QboxmailErrorReason.ValidationFailed, "already exists")));
        Assert.That(failure!.RequestMayHaveBeenProcessed, Is.False);
        _api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_looks_up_nothing_after_a_definite_rejection()
    {
        _api.Get(Search, None).Post("/api/domains", HttpStatusCode.Forbidden, """{"message": "Forbidden"}""");

        Assert.That((await Assert.ThrowsAsync<QboxmailApiException>(() => CreateAsync()))!.Reason, Is.EqualTo(QboxmailErrorReason.Forbidden));
        _api.Verify();
    }

    [Test]
    public async Task A_lost_race_that_the_API_calls_a_bad_request_ends_with_the_resource()
    {
        _api.Get(Search, None)
            .Post("/api/domains", HttpStatusCode.BadRequest, """{"message": "Name is taken"}""")
            .Get(Search, Rows(("D7", "example.com")));

        var result = await CreateAsync();

        Assert.That((result.Created, result.Code), Is.EqualTo((false, "D7")));
        _api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_throws_the_conflict_when_no_resource_has_the_name()
    {
        _api.Get(Search, None).Post("/api/domains", HttpStatusCode.Conflict, """{"message": "Conflict"}""").Get(Search, None);

        var failure = await Assert.ThrowsAsync<QboxmailApiException>(() => CreateAsync());

        Assert.That((failure!.OperationId, failure.StatusCode), Is.EqualTo(("Domains_Create", HttpStatusCode.Conflict)));
        _api.Verify();
    }

    [Test]
    public async Task An_incomplete_search_does_not_prove_that_a_name_is_free()
    {
        const string pagination = """{"total_pages": 1, "total_records": 2}""";
        _api.Get(Search, DomainPages.With(pagination, "D7"))
            .Get(Search.Replace("page=1", "page=2", StringComparison.Ordinal), DomainPages.With(pagination));

        var failure = await Assert.ThrowsAsync<QboxmailApiException>(() => CreateAsync());

        Assert.That(failure!.Message, Does.StartWith("Domains_List is incomplete: "));
        _api.Verify();
    }

    [TestCase("BÜCHER.example.com", "bücher.example.com")]
    [TestCase("BÜCHER.example.com", "xn--bcher-kva.example.com")]
    [TestCase("example.com.", "example.com")]
    [TestCase("Example.COM", "example.com.")]
    public async Task CreateIfNotExistsAsync_finds_a_domain_name_in_every_form(string requested, string stored)
    {
        using var server = new StubHandler((request, _) => Task.FromResult(FakeApi.Response(HttpStatusCode.OK, Rows(("D1", stored)))));
        using var client = new QboxmailClient(_api.Options, server);

        var result = await client.Domains.CreateIfNotExistsAsync(new CreateDomainRequest(requested, "Correct-horse-7"));

        Assert.That((result.Created, result.Code), Is.EqualTo((false, "D1")));
    }

    [Test]
    public async Task CreateIfNotExistsAsync_creates_nothing_when_the_first_lookup_fails()
    {
        _api.Get(Search, HttpStatusCode.Forbidden, """{"message": "Forbidden"}""");

        Assert.That((await Assert.ThrowsAsync<QboxmailApiException>(() => CreateAsync()))!.OperationId, Is.EqualTo("Domains_List"));
        _api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_waits_until_a_new_resource_is_found()
    {
        _api.Get(Search, None)
            .Post("/api/domains", HttpStatusCode.Created, Created)
            .Get("/api/domains/D1", HttpStatusCode.NotFound)
            .Get("/api/domains/D1", Rows(("D1", "example.com")));
        _api.Time.AutoAdvanceDelays = true;

        Assert.That((await CreateAsync()).Code, Is.EqualTo("D1"));
        _api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_reports_the_code_of_a_created_resource_that_cannot_be_read()
    {
        _api.Get(Search, None)
            .Post("/api/domains", HttpStatusCode.Created, Created)
            .Get("/api/domains/D1", HttpStatusCode.Forbidden, """{"message": "Forbidden"}""");

        var failure = await Assert.ThrowsAsync<QboxmailException>(() => CreateAsync());

        Assert.That(failure!.Message, Does.StartWith("The domain D1 was created but cannot be read: "));
        Assert.That((failure!.OperationId, failure.RequestMayHaveBeenProcessed), Is.EqualTo(("Domains_Get", true)));
        Assert.That(failure!.Data["Qboxmail.Code"], Is.EqualTo("D1"));
        Assert.That(failure!.InnerException, Is.TypeOf<QboxmailApiException>());
        _api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_compares_mailboxes_by_their_local_part()
    {
        _api.Get(
            "/api/domains/D1/email_accounts?query=Mario&page=1&per=200",
            """{"resources": [{"code": "EA1", "email_address": "mario.rossi@example.com"}, """
            + """{"code": "EA2", "email_address": "mario@example.com"}]}""");

        var result = await _client.EmailAccounts.CreateIfNotExistsAsync(
            "D1", new CreateEmailAccountRequest("Mario", "Correct-horse-7", "Mario"));

        Assert.That((result.Created, result.Code), Is.EqualTo((false, "EA2")));
        _api.Verify();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_creates_the_first_mailbox_when_the_empty_list_returns_404()
    {
        _api.Get("/api/domains/D1/email_accounts?query=mario&page=1&per=200", HttpStatusCode.NotFound)
            .Get("/api/domains/D1", Rows(("D1", "example.com")))
            .Post("/api/domains/D1/email_accounts", HttpStatusCode.Created, """{"message": "Created", "resource_code": "EA1"}""")
            .Get("/api/domains/D1/email_accounts/EA1", """{"resources": [{"code": "EA1", "email_address": "mario@example.com"}]}""");

        var result = await _client.EmailAccounts.CreateIfNotExistsAsync(
            "D1", new CreateEmailAccountRequest("mario", "Correct-horse-7", "Mario"));

        Assert.That((result.Created, result.Code), Is.EqualTo((true, "EA1")));
        _api.Verify();
    }

    private Task<CreateIfNotExistsResult<Domain>> CreateAsync(string name = "example.com") =>
        _client.Domains.CreateIfNotExistsAsync(new CreateDomainRequest(name, "Correct-horse-7"));

    private static string Rows(params (string Code, string Name)[] domains)
    {
        var rows = domains.Select(domain => $$"""{"code": "{{domain.Code}}", "name": "{{domain.Name}}"}""");
        return $$"""{"resources": [{{string.Join(", ", rows)}}], "pagination": {"total_pages": 1} }""";
    }
}
