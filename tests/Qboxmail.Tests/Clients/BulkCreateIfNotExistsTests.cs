using System.Net;
using System.Text.Json.Nodes;

namespace Qboxmail.Tests;

public class BulkCreateIfNotExistsTests : ApiTests
{
    private const string Mailboxes = "/api/domains/D1/email_accounts";
    private static readonly string List = Mailboxes + $"?page=1&per={ApiRoute.LargestPage}";
    private static readonly string Search = Mailboxes + $"?query=mario&page=1&per={ApiRoute.LargestPage}";
    private const string Refused = """{"message": "Validation failed", "errors": [{"field": "password", "description": "is too weak"}]}""";

    private readonly List<BulkProgress> _reports = [];

    [SetUp]
    public void Forget() => _reports.Clear();

    [Test]
    public async Task Only_absent_mailboxes_are_created_and_outcomes_keep_the_order()
    {
        Api.Get(List, Rows(("E7", "ANNA@example.com"))).Post(Mailboxes, HttpStatusCode.Created, Created("E1"))
            .Post(Mailboxes, HttpStatusCode.Created, Created("E2"));

        var outcomes = await RunAsync("mario", "anna", "paolo");

        Assert.That(Texts(outcomes), Is.EqualTo(new[] { "mario E1 True ", "anna E7 False ", "paolo E2 True " }));
        Assert.That(
            _reports.Select(report => (report.Index, report.Outcome.Code, report.CompletedCount, report.TotalCount)),
            Is.EqualTo(new[] { (1, "E7", 1, 3), (0, "E1", 2, 3), (2, "E2", 3, 3) }));
        Api.Verify();
    }

    [Test]
    public async Task Requests_with_the_same_name_create_one_mailbox()
    {
        Api.Get(List, Rows()).Post(Mailboxes, HttpStatusCode.Created, Created("E1"));

        Assert.That(Texts(await RunAsync("mario", "Mario")), Is.EqualTo(new[] { "mario E1 True ", "Mario E1 False " }));
        Api.Verify();
    }

    [Test]
    public async Task A_failed_request_does_not_end_the_job()
    {
        Api.Get(List, Rows()).Post(Mailboxes, HttpStatusCode.UnprocessableEntity, Refused).Get(Search, Rows())
            .Post(Mailboxes, HttpStatusCode.Created, Created("E2"));

        var outcomes = await RunAsync("mario", "anna");

        Assert.That(Texts(outcomes), Is.EqualTo(new[] { "mario  False QboxmailApiException", "anna E2 True " }));
        Assert.That(_reports[0].Outcome, Is.SameAs(outcomes[0]));
        Api.Verify();
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_creation_with_an_unknown_outcome_is_looked_up_and_not_sent_again(bool exists)
    {
        Api.Get(List, Rows()).Fail(HttpMethod.Post, Mailboxes, new HttpRequestException("lost"))
            .Get(Search, exists ? Rows(("E1", "mario@example.com")) : Rows());

        var outcome = (await RunAsync("mario")).Single();

        Assert.That((outcome.Code, outcome.Created), Is.EqualTo((exists ? "E1" : null, exists)));
        Assert.That(outcome.Exception is QboxmailTransportException { RequestMayHaveBeenProcessed: true }, Is.Not.EqualTo(exists));
        Api.Verify();
    }

    [Test]
    public async Task A_429_that_ends_a_request_delays_the_others()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Get(List, Rows()).Expect(HttpMethod.Post, Mailboxes, (HttpStatusCode)429, json: null, ("Retry-After", "3600"))
            .Post(Mailboxes, HttpStatusCode.Created, Created("E2"));

        var outcomes = await RunAsync("mario", "anna");

        Assert.That(outcomes[0].Exception, Is.InstanceOf<QboxmailApiException>().With.Property("Reason").EqualTo(QboxmailErrorReason.RateLimited));
        Assert.That((outcomes[1].Created, Api.Time.Pauses.Single()), Is.EqualTo((true, TimeSpan.FromHours(1))));
        Api.Verify();
    }

    [Test]
    public async Task Cancellation_says_how_far_the_job_came()
    {
        using var source = new CancellationTokenSource();
        Api.Get(List, Rows()).Expect(HttpMethod.Post, Mailboxes, _ =>
        {
            source.Cancel();
            return FakeApi.Response(HttpStatusCode.Created, Created("E1"));
        });

        var exception = await Assert.ThrowsAsync<OperationCanceledException>(
            () => Client.EmailAccounts.CreateIfNotExistsAsync("D1", Requests("mario", "anna"), new() { MaxConcurrency = 1 }, source.Token));

        Assert.That(exception!.CancellationToken, Is.EqualTo(source.Token));
        Assert.That(exception.Message, Does.Match("^The bulk creation was canceled. [01] of 2 requests were completed. Repeat the call"));
        Api.Verify();
    }

    [Test]
    public async Task An_exception_of_Progress_ends_the_job()
    {
        Api.Get(List, Rows()).Post(Mailboxes, HttpStatusCode.Created, Created("E1"));
        var progress = new SynchronousProgress<BulkProgress>(_ => throw new InvalidOperationException("mine"));
        var options = new BulkOptions { MaxConcurrency = 1, Progress = progress };

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Client.EmailAccounts.CreateIfNotExistsAsync("D1", Requests("mario", "anna"), options));

        Assert.That(exception!.Message, Is.EqualTo("mine"));
        Api.Verify();
    }

    [Test]
    public async Task A_request_that_cannot_be_sent_does_not_end_the_job()
    {
        Api.Get(List, Rows()).Post(Mailboxes, HttpStatusCode.Created, Created("E2"));
        var requests = Requests("mario", "anna").ToList();
        requests[0].AdditionalProperties["note"] = new object();

        var outcomes = await Client.EmailAccounts.CreateIfNotExistsAsync("D1", requests, new() { MaxConcurrency = 1 });

        Assert.That(outcomes[0].Exception, Is.InstanceOf<ArgumentException>());
        Assert.That(outcomes[1].Created, Is.True);
        Api.Verify();
    }

    [Test]
    public async Task A_cancellation_that_the_caller_did_not_ask_for_propagates_unchanged()
    {
        Api.Get(List, Rows()).Post(Mailboxes, HttpStatusCode.Created, Created("E1"));
        var progress = new SynchronousProgress<BulkProgress>(_ => throw new OperationCanceledException("mine"));

        var exception = await Assert.ThrowsAsync<OperationCanceledException>(() => Client.EmailAccounts.CreateIfNotExistsAsync(
            "D1", Requests("mario"), new() { MaxConcurrency = 1, Progress = progress }));

        Assert.That(exception!.Message, Is.EqualTo("mine"));
    }

    [Test]
    public async Task Nothing_is_sent_without_requests_or_with_unusable_ones()
    {
        Assert.That(await RunAsync(1), Is.Empty);
        Assert.That(await RunAsync(32), Is.Empty);
        Assert.That(new BulkOptions().MaxConcurrency, Is.EqualTo(4));

        foreach (var requests in new CreateEmailAccountRequest[]?[] { null, [null!], [new(" ", "Correct-horse-7", "x")] })
        {
            Assert.That(
                () => Client.EmailAccounts.CreateIfNotExistsAsync("D1", requests!, options: null),
                Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("requests"));
        }

        foreach (var concurrency in new[] { 0, 33 })
        {
            Assert.That(
                () => Client.EmailAccounts.CreateIfNotExistsAsync("D1", Requests("mario"), new BulkOptions { MaxConcurrency = concurrency }),
                Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("must be from 1 to 32"));
        }
    }

    private static IEnumerable<string> Texts(IEnumerable<BulkOutcome<CreateEmailAccountRequest>> outcomes) =>
        outcomes.Select(outcome => $"{outcome.Request.Name} {outcome.Code} {outcome.Created} {outcome.Exception?.GetType().Name}");

    private static IEnumerable<CreateEmailAccountRequest> Requests(params string[] names) =>
        names.Select(name => new CreateEmailAccountRequest(name, "Correct-horse-7", name));

    private static string Created(string code) => new JsonObject { ["resource_code"] = code }.ToJsonString();

    private static string Rows(params (string Code, string Address)[] rows) => new JsonObject
    {
        ["resources"] = new JsonArray([.. rows.Select(row => new JsonObject { ["code"] = row.Code, ["email_address"] = row.Address })]),
        ["pagination"] = new JsonObject { ["page"] = 1, ["per"] = 200, ["total_pages"] = 1, ["total_records"] = rows.Length },
    }.ToJsonString();

    private Task<IReadOnlyList<BulkOutcome<CreateEmailAccountRequest>>> RunAsync(params string[] names) => RunAsync(1, names);

    private Task<IReadOnlyList<BulkOutcome<CreateEmailAccountRequest>>> RunAsync(int concurrency, params string[] names) =>
        Client.EmailAccounts.CreateIfNotExistsAsync(
            "D1", Requests(names), new BulkOptions { MaxConcurrency = concurrency, Progress = new SynchronousProgress<BulkProgress>(_reports.Add) });
}
