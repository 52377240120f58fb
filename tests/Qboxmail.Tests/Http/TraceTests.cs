using System.Diagnostics;
using System.Net;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Qboxmail.Tests;

/// <summary>The traces that an application with OpenTelemetry receives.</summary>
public class TraceTests
{
    private readonly List<Activity> _spans = [];
    private TracerProvider _tracing = null!;

    [SetUp]
    public void Listen() => _tracing = Sdk.CreateTracerProviderBuilder()
        .AddSource(QboxmailDiagnostics.ActivitySourceName).AddInMemoryExporter(_spans).Build()!;

    [TearDown]
    public void Stop()
    {
        _tracing.Dispose();
        _spans.Clear();
    }

    [Test]
    public async Task A_wait_is_one_trace_with_its_polls()
    {
        using var domain = new PolledDomain().Returns(PolledDomain.Pending, PolledDomain.Activating, PolledDomain.Ready);

        await domain.WaitAsync();

        Assert.That(Tree(), Is.EqualTo(["Domains_WaitUntilReady", "- Domains_Get", "- Domains_Get", "- Domains_Get"]));
        Assert.That(Errors(), Is.Empty);
    }

    [Test]
    public async Task A_wait_for_a_deletion_has_no_error_when_the_resource_is_gone()
    {
        using var domain = new PolledDomain().Returns(PolledDomain.Ready).Returns(HttpStatusCode.NotFound).Returns(HttpStatusCode.NotFound);

        await domain.Client.Domains.WaitUntilDeletedAsync("D1", domain.Options);

        Assert.That(Tree(), Is.EqualTo(["Domains_WaitUntilDeleted", "- Domains_Get", "- Domains_Get", "- Domains_Get"]));
        Assert.That(Errors(), Is.Empty);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Only_a_cancellation_by_the_caller_is_no_error_of_a_job(bool isCanceled)
    {
        using var cancellation = new CancellationTokenSource();
        Exception failure = isCanceled ? new FormatException("Failed.") : new OperationCanceledException("Canceled by a handler.");

        await Assert.CatchAsync(() => Http.Telemetry.TraceAsync<bool>(
            "Job",
            async () =>
            {
                await (isCanceled ? cancellation.CancelAsync() : Task.CompletedTask);
                throw failure;
            },
            cancellation.Token));

        Assert.That(Errors(), Is.EqualTo([$"Job {failure.GetType().Name}"]));
    }

    [Test]
    public async Task A_404_outside_a_wait_is_an_error_also_after_one()
    {
        using var domain = new PolledDomain().Returns(HttpStatusCode.NotFound).Returns(HttpStatusCode.NotFound);

        await domain.Client.Domains.WaitUntilDeletedAsync("D1", domain.Options);
        await Assert.CatchAsync<QboxmailApiException>(() => domain.Client.Domains.GetAsync("D1"));

        Assert.That(Errors(), Is.EqualTo(["Domains_Get NotFound"]));
    }

    [Test]
    public async Task A_wait_that_times_out_is_an_error_of_the_wait_alone()
    {
        using var domain = new PolledDomain().Returns(PolledDomain.Pending, PolledDomain.Pending);
        domain.Options.Timeout = TimeSpan.FromSeconds(1);

        await Assert.ThrowsAsync<QboxmailWaitTimeoutException>(() => domain.WaitAsync());

        Assert.That(Errors(), Is.EqualTo(["Domains_WaitUntilReady QboxmailWaitTimeoutException"]));
    }

    [Test]
    public async Task A_resource_that_disappears_is_an_error_of_the_wait_alone()
    {
        using var domain = new PolledDomain().Returns(PolledDomain.Pending).Returns(HttpStatusCode.NotFound).Returns(HttpStatusCode.NotFound);

        await Assert.ThrowsAsync<QboxmailWaitFailedException>(() => domain.WaitAsync());

        Assert.That(Errors(), Is.EqualTo(["Domains_WaitUntilReady QboxmailWaitFailedException"]));
    }

    [Test]
    public async Task A_wait_that_its_caller_cancels_is_not_an_error()
    {
        using var source = new CancellationTokenSource();
        using var domain = new PolledDomain();
        domain.Api.Expect(HttpMethod.Get, "/api/domains/D1", _ =>
        {
            source.Cancel();
            return FakeApi.Response(HttpStatusCode.OK, PolledDomain.Pending);
        });

        await Assert.CatchAsync<OperationCanceledException>(() => domain.WaitAsync(source.Token));

        Assert.That(Tree().First(), Is.EqualTo("Domains_WaitUntilReady"));
        Assert.That(Errors(), Is.Empty);
        Assert.That(_spans.Single(span => span.Kind == ActivityKind.Internal).GetTagItem("qboxmail.canceled"), Is.True);
    }

    [Test]
    public async Task A_bulk_wait_is_one_trace()
    {
        using var api = new FakeApi { Time = { AutoAdvanceDelays = true } };
        using var client = api.CreateClient();
        api.Get(
                $"/api/domains?page=1&per={ApiRoute.LargestPage}",
                """{"resources": [{"code": "D1", "status": "enabled", "status_detail": "ok"}, {"code": "D2", "status": "new"}]}""")
            .Get("/api/domains/D2", HttpStatusCode.NotFound)
            .Get("/api/domains/D2", """{"resources": [{"code": "D2", "status": "enabled", "status_detail": "ok"}]}""");

        await client.Domains.WaitUntilAllReadyAsync(["D1", "D2"]);

        Assert.That(Tree(), Is.EqualTo(["Domains_WaitUntilAllReady", "- Domains_List", "- Domains_Get", "- Domains_Get"]));
        Assert.That(Errors(), Is.Empty);
    }

    [Test]
    public async Task CreateIfNotExistsAsync_is_one_trace()
    {
        using var api = new FakeApi { Time = { AutoAdvanceDelays = true } };
        using var client = api.CreateClient();
        api.Get($"/api/domains?query=new.example&page=1&per={ApiRoute.LargestPage}", """{"resources": []}""")
            .Post("/api/domains", HttpStatusCode.Created, """{"resource_code": "D1"}""")
            .Get("/api/domains/D1", HttpStatusCode.NotFound)
            .Get("/api/domains/D1", """{"resources": [{"code": "D1"}]}""");

        await client.Domains.CreateIfNotExistsAsync(new("new.example", "Postmaster-1"));

        Assert.That(
            Tree(),
            Is.EqualTo([
                "Domains_CreateIfNotExists", "- Domains_List", "- Domains_Create",
                "- Domains_WaitUntilCreated", "- - Domains_Get", "- - Domains_Get"]));
        Assert.That(Errors(), Is.Empty);
        api.Verify();
    }

    [Test]
    public async Task A_bulk_CreateIfNotExistsAsync_is_one_trace()
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Get($"/api/domains/D1/email_accounts?page=1&per={ApiRoute.LargestPage}", """{"resources": []}""")
            .Post("/api/domains/D1/email_accounts", HttpStatusCode.Created, """{"resource_code": "E1"}""")
            .Post("/api/domains/D1/email_accounts", HttpStatusCode.Created, """{"resource_code": "E2"}""");

        await client.EmailAccounts.CreateIfNotExistsAsync(
            "D1", [new("anna", "Correct-horse-7", "Anna"), new("mario", "Correct-horse-7", "Mario")], new() { MaxConcurrency = 1 });

        Assert.That(
            Tree(), Is.EqualTo(["EmailAccounts_CreateIfNotExists", "- EmailAccounts_List", "- EmailAccounts_Create", "- EmailAccounts_Create"]));
        api.Verify();
    }

    [Test]
    public async Task A_call_stands_under_the_activity_of_the_application()
    {
        using var domain = new PolledDomain().Returns(PolledDomain.Ready);
        using var own = new Activity("request").Start();
        own.ActivityTraceFlags = ActivityTraceFlags.Recorded;

        await domain.WaitAsync();

        Assert.That(_spans.Single(span => span.Kind == ActivityKind.Internal).ParentSpanId, Is.EqualTo(own.SpanId));
    }

    [Test]
    public async Task The_server_of_a_call_is_in_its_span_and_its_metric()
    {
        var metrics = new List<Metric>();
        using var meters = Sdk.CreateMeterProviderBuilder().AddMeter(QboxmailDiagnostics.MeterName).AddInMemoryExporter(metrics).Build()!;
        using var domain = new PolledDomain().Returns(PolledDomain.Ready);

        await domain.Client.Domains.GetAsync("D1");
        meters.ForceFlush();

        Assert.That(_spans.Single().GetTagItem("server.address"), Is.EqualTo("api.example.com"));
        Assert.That(_spans.Single().GetTagItem("server.port"), Is.EqualTo(443));
        var tags = new Dictionary<string, object?>();

        foreach (ref readonly var point in metrics.Single(metric => metric.Name == QboxmailDiagnostics.CallDuration).GetMetricPoints())
        {
            foreach (var tag in point.Tags)
            {
                tags[tag.Key] = tag.Value;
            }
        }

        Assert.That((tags["server.address"], tags["server.port"]), Is.EqualTo(("api.example.com", 443)));
    }

    /// <summary>Gets the names of the spans in the order of their start, indented by their depth.</summary>
    private IEnumerable<string> Tree() => _spans.OrderBy(span => span.StartTimeUtc).ThenBy(Depth).Select(span =>
        string.Concat(Enumerable.Repeat("- ", Depth(span))) + span.OperationName);

    private int Depth(Activity span) => _spans.Find(other => other.SpanId == span.ParentSpanId) is { } parent ? Depth(parent) + 1 : 0;

    private IEnumerable<string> Errors() => _spans.Where(span => span.Status == ActivityStatusCode.Error)
        .Select(span => $"{span.OperationName} {span.GetTagItem("error.type")}");
}
