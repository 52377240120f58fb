using System.Net;

namespace Qboxmail.Tests;

/// <summary>A failure that every further creation would repeat stops a bulk creation; a rate limit holds all of them.</summary>
public class BulkCreationStopTests : ApiTests
{
    private const string Billing = """{"message": "A billing profile is needed"}""";
    private const string Empty = """{"resources": [], "pagination": {"total_pages": 1, "total_records": 0}}""";

    [TestCase(HttpStatusCode.Unauthorized, """{"message": "Invalid token"}""", QboxmailErrorReason.Unauthorized)]
    [TestCase(HttpStatusCode.Forbidden, Billing, QboxmailErrorReason.BillingProfileRequired)]
    public async Task A_failure_that_applies_to_all_requests_stops_the_job(HttpStatusCode status, string body, QboxmailErrorReason reason)
    {
        using var server = new StubHandler(request => request.Method == HttpMethod.Get
            ? FakeApi.Response(HttpStatusCode.OK, Empty)
            : FakeApi.Response(status, body));
        var reports = new List<BulkProgress>();
        var progress = new SynchronousProgress<BulkProgress>(reports.Add);

        var outcomes = await RunAsync(server, maxConcurrency: 1, progress, "mario", "anna", "Mario", "paolo");

        // The list and one creation. Requests with the same name share their creation.
        Assert.That(server.Count, Is.EqualTo(2));
        Assert.That(outcomes.Select(outcome => outcome.Skipped), Is.EqualTo(new[] { false, true, false, true }));
        Assert.That(outcomes.Select(outcome => (outcome.Code, outcome.Created)), Is.All.EqualTo(((string?)null, false)));
        Assert.That((outcomes[0].Exception as QboxmailApiException)?.Reason, Is.EqualTo(reason));
        Assert.That(outcomes[1].Exception!.Message, Is.EqualTo(
            $"The request was not sent, because an earlier request failed with an error that affects all requests. " +
            $"{outcomes[0].Exception!.Message}"));
        Assert.That(outcomes[1].Exception!.InnerException, Is.SameAs(outcomes[0].Exception));
        Assert.That(((QboxmailException)outcomes[1].Exception!).RequestMayHaveBeenProcessed, Is.False);
        Assert.That(reports.Select(report => report.CompletedCount), Is.EqualTo(new[] { 1, 2, 3, 4 }));
        Assert.That(reports.Select(report => report.Outcome), Is.EquivalentTo(outcomes));
    }

    [TestCase(HttpStatusCode.Forbidden, """{"message": "Not your domain"}""")]
    [TestCase(HttpStatusCode.BadRequest, """{"message": "A billing profile is needed"}""")]
    [TestCase(HttpStatusCode.InternalServerError, null)]
    public async Task A_failure_that_may_apply_to_one_request_does_not_stop_the_job(HttpStatusCode status, string? body)
    {
        using var server = new StubHandler(request => request.Method == HttpMethod.Get
            ? FakeApi.Response(HttpStatusCode.OK, Empty)
            : FakeApi.Response(status, body));

        var outcomes = await RunAsync(server, maxConcurrency: 1, progress: null, "mario", "anna");

        Assert.That(outcomes.Select(outcome => (outcome.Skipped, outcome.Exception is QboxmailApiException)), Is.All.EqualTo((false, true)));
    }

    [Test]
    public async Task A_creation_that_was_sent_before_the_job_stopped_keeps_its_own_outcome()
    {
        using var server = new HeldCreations();
        var skipped = new TaskCompletionSource();
        var progress = new SynchronousProgress<BulkProgress>(report =>
        {
            if (report.CompletedCount == 3)
            {
                skipped.SetResult();
            }
        });

        var job = RunAsync(server.Handler, maxConcurrency: 2, progress, "mario", "anna", "paolo", "luigi");
        await server.ArriveAsync(2);
        server.Respond(0, HttpStatusCode.Unauthorized);
        Assert.That(await Task.WhenAny(skipped.Task, server.ArriveAsync(1)), Is.SameAs(skipped.Task));
        server.Respond(1, HttpStatusCode.Created, """{"resource_code": "E1"}""");
        var outcomes = await job;

        Assert.That(server.Handler.Count, Is.EqualTo(3));
        Assert.That(outcomes.Count(outcome => outcome is { Created: true, Code: "E1", Skipped: false }), Is.EqualTo(1));
        Assert.That(outcomes.Skip(2).Select(outcome => outcome.Skipped), Is.All.True);
    }

    [Test]
    public async Task A_job_that_stopped_does_not_wait_for_the_end_of_a_rate_limit()
    {
        using var server = new HeldCreations();
        var skipped = new TaskCompletionSource();
        var progress = new SynchronousProgress<BulkProgress>(report =>
        {
            if (report.Outcome.Skipped)
            {
                skipped.TrySetResult();
            }
        });

        var job = RunAsync(server.Handler, maxConcurrency: 2, progress, "mario", "anna", "paolo", "luigi");
        await server.ArriveAsync(2);
        server.Respond(0, HttpStatusCode.TooManyRequests, json: null, ("Retry-After", "3600"));
        Assert.That(await Api.Time.NextPauseAsync(), Is.EqualTo(TimeSpan.FromHours(1)));
        server.Respond(1, HttpStatusCode.Unauthorized);

        Assert.That(await Task.WhenAny(skipped.Task, Api.Time.NextPauseAsync()), Is.SameAs(skipped.Task));

        Api.Time.Advance(TimeSpan.FromHours(1));
        Assert.That((await job).Count(outcome => outcome.Skipped), Is.EqualTo(2));
        Assert.That(server.Handler.Count, Is.EqualTo(3));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task An_exception_of_Progress_cancels_the_creations_in_flight(CancellationToken cancellationToken)
    {
        using var server = new HeldCreations();
        var progress = new SynchronousProgress<BulkProgress>(_ => throw new InvalidOperationException("mine"));

        var job = RunAsync(server.Handler, maxConcurrency: 2, progress, "mario", "anna");
        await server.ArriveAsync(2);
        server.Respond(0, HttpStatusCode.Created, """{"resource_code": "E1"}""");

        Assert.That(await Assert.ThrowsAsync<InvalidOperationException>(() => job.WaitAsync(cancellationToken)), Has.Message.EqualTo("mine"));
    }

    [Test]
    public async Task A_429_that_is_retried_holds_the_other_creations()
    {
        using var server = new HeldCreations();

        var job = RunAsync(server.Handler, maxConcurrency: 2, progress: null, "mario", "anna", "paolo");
        await server.ArriveAsync(2);
        server.Respond(0, HttpStatusCode.TooManyRequests, json: null, ("Retry-After", "60"));
        Assert.That(await Api.Time.NextPauseAsync(), Is.EqualTo(TimeSpan.FromMinutes(1)));

        // The worker that becomes free pauses as well instead of sending the third creation.
        server.Respond(1, HttpStatusCode.Created, """{"resource_code": "E2"}""");
        var sent = server.ArriveAsync(1);
        var paused = Api.Time.NextPauseAsync();
        Assert.That(await Task.WhenAny(sent, paused), Is.SameAs(paused));
        Assert.That(await paused, Is.EqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(server.Handler.Count, Is.EqualTo(3));

        Api.Time.Advance(TimeSpan.FromMinutes(1));
        await sent;
        await server.ArriveAsync(1);
        server.Respond(2, HttpStatusCode.Created, """{"resource_code": "E3"}""");
        server.Respond(3, HttpStatusCode.Created, """{"resource_code": "E4"}""");

        Assert.That((await job).Select(outcome => outcome.Created), Is.All.True);
        Assert.That(server.Handler.Count, Is.EqualTo(5));
    }

    [Test]
    public async Task An_exception_of_the_token_provider_ends_the_job()
    {
        using var server = new StubHandler(_ => FakeApi.Response(HttpStatusCode.OK, Empty));
        var options = Api.Options;
        options.ApiTokenProvider = _ => server.Count == 0 ? new(FakeApi.Token) : throw new InvalidOperationException("mine");
        using var client = new QboxmailClient(options, server);

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => client.EmailAccounts.CreateIfNotExistsAsync("D1", [new("mario", "Correct-horse-7", "Mario")]));

        Assert.That(exception, Has.Message.EqualTo("mine"));
    }

    private async Task<IReadOnlyList<BulkOutcome<CreateEmailAccountRequest>>> RunAsync(
        StubHandler server, int maxConcurrency, IProgress<BulkProgress>? progress, params string[] names)
    {
        using var client = new QboxmailClient(Api.Options, server);

        return await client.EmailAccounts.CreateIfNotExistsAsync(
            "D1",
            names.Select(name => new CreateEmailAccountRequest(name, "Correct-horse-7", name)),
            new BulkOptions { MaxConcurrency = maxConcurrency, Progress = progress });
    }

    /// <summary>A server with an empty list that responds to creations when the test says so, in the order of their arrival.</summary>
    private sealed class HeldCreations : IDisposable
    {
        private readonly TaskCompletionSource<HttpResponseMessage>[] _responses =
        [
            .. Enumerable.Range(0, 8).Select(
                _ => new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously)),
        ];

        private int _creations = -1;

        public HeldCreations() => Handler = new StubHandler((request, _) => request.Method == HttpMethod.Get
            ? Task.FromResult(FakeApi.Response(HttpStatusCode.OK, Empty))
            : _responses[Interlocked.Increment(ref _creations)].Task);

        public StubHandler Handler { get; }

        /// <summary>Waits until as many creations have arrived.</summary>
        public async Task ArriveAsync(int count)
        {
            while (count > 0)
            {
                count -= (await Handler.NextRequestAsync()).Method == HttpMethod.Post ? 1 : 0;
            }
        }

        public void Respond(int index, HttpStatusCode status, string? json = null, params (string Name, string Value)[] headers) =>
            _responses[index].SetResult(FakeApi.Response(status, json, headers));

        public void Dispose() => Handler.Dispose();
    }
}
