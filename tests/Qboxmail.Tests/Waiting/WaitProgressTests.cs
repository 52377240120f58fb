using System.Net;

namespace Qboxmail.Tests;

public class WaitProgressTests : ApiTests
{
    [Test]
    public async Task Progress_reports_the_first_state_and_each_change()
    {
        using var domain = new PolledDomain()
            .Returns(HttpStatusCode.NotFound)
            .Returns(PolledDomain.Pending, PolledDomain.Pending, PolledDomain.Activating)
            .Returns(HttpStatusCode.InternalServerError)
            .Returns(PolledDomain.Activating, PolledDomain.Pending, PolledDomain.Ready);
        var progress = new RecordedProgress();
        domain.Options.Progress = progress;

        await domain.WaitAsync();

        Assert.That(
            progress.Reports.Select(report => (report.ToString(), report.Polls, report.Elapsed.TotalMilliseconds)),
            Is.EqualTo(new[]
            {
                ("ownership_check", 2, 2000.0),
                ("enabled/activating", 4, 9500),
                ("ownership_check", 7, 41_562),
                ("enabled/ok", 8, 64_343),
            }));
        Assert.That(progress.Reports.Select(report => report.Code), Is.All.EqualTo("D1"));
        domain.Api.Verify();
    }

    [Test]
    public async Task Progress_of_one_resource_counts_it_as_pending_and_then_as_ready()
    {
        using var domain = new PolledDomain().Returns(PolledDomain.Pending, PolledDomain.Ready);
        var progress = new RecordedProgress();
        domain.Options.Progress = progress;

        await domain.WaitAsync();

        Assert.That(
            progress.Reports.Select(report => (report.ReadyCount, report.FailedCount, report.PendingCount)),
            Is.EqualTo(new[] { (0, 0, 1), (1, 0, 0) }));
    }

    [Test]
    public async Task Progress_reports_state_and_detail_separately()
    {
        using var domain = new PolledDomain().Returns(PolledDomain.Ready);
        var progress = new RecordedProgress();
        domain.Options.Progress = progress;

        await domain.WaitAsync();

        Assert.That((progress.Reports.Single().Status, progress.Reports.Single().StatusDetail), Is.EqualTo(("enabled", "ok")));
    }

    [Test]
    public async Task Progress_reports_a_first_state_that_reads_like_an_absent_resource()
    {
        using var domain = new PolledDomain().Returns("""{"resources": [{"code": "D1", "status": "not found"}]}""", PolledDomain.Ready);
        var progress = new RecordedProgress();
        domain.Options.Progress = progress;

        await domain.WaitAsync();

        Assert.That(progress.Reports.Select(report => report.ToString()), Is.EqualTo(new[] { "not found", "enabled/ok" }));
    }

    [Test]
    public async Task Progress_reports_a_resource_without_a_state()
    {
        using var domain = new PolledDomain().Returns("""{"resources": [{"code": "D1"}]}""", PolledDomain.Ready);
        var progress = new RecordedProgress();
        domain.Options.Progress = progress;

        await domain.WaitAsync();

        Assert.That(progress.Reports.Select(report => report.ToString()), Is.EqualTo(new[] { "without a status", "enabled/ok" }));
        domain.Api.Verify();
    }

    [Test]
    public async Task Progress_reports_a_failed_resource()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Get("/api/migrations/MG1", """{"resources": [{"code": "MG1", "status": "failed"}]}""");
        var progress = new RecordedProgress();

        await Assert.ThrowsAsync<QboxmailWaitFailedException>(() => Client.Migrations.WaitUntilFinishedAsync("MG1", new() { Progress = progress }));

        Assert.That(
            progress.Reports.Select(report => (report.Status, report.ReadyCount, report.FailedCount, report.PendingCount)),
            Is.EqualTo(new[] { ("failed", 0, 1, 0) }));
        Api.Verify();
    }

    [Test]
    public async Task Progress_reports_the_states_before_a_deletion_and_the_deletion()
    {
        using var domain = new PolledDomain()
            .Returns(PolledDomain.Activating, PolledDomain.Activating).Returns(HttpStatusCode.NotFound).Returns(HttpStatusCode.NotFound);
        var progress = new RecordedProgress();
        domain.Options.Progress = progress;

        await domain.Client.Domains.WaitUntilDeletedAsync("D1", domain.Options);

        Assert.That(
            progress.Reports.Select(report => (report.ToString(), report.ReadyCount, report.PendingCount)),
            Is.EqualTo(new[] { ("enabled/activating", 0, 1), ("enabled/activating", 1, 0) }));
        domain.Api.Verify();
    }

    [Test]
    public async Task Each_poll_is_logged_with_the_last_state()
    {
        using var domain = new PolledDomain().Returns(PolledDomain.Pending, PolledDomain.Ready);

        Assert.That(
            await PolledTextsAsync(domain.Api, client => client.Domains.WaitUntilReadyAsync("D1")),
            Is.EqualTo(new[] { "Polled domain: ownership_check.", "Polled domain: enabled/ok." }));
    }

    [Test]
    public async Task Each_poll_of_a_bulk_wait_is_logged_with_the_number_of_resources_in_each_state()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Get($"/api/domains?page=1&per={ApiRoute.LargestPage}", """
            {"resources": [{"code": "D1", "status": "enabled", "status_detail": "ok"}, {"code": "D2"}], "pagination": {"total_pages": 1}}
            """).Get("/api/domains/D2", """{"resources": [{"code": "D2", "status": "enabled", "status_detail": "ok"}]}""");

        Assert.That(
            await PolledTextsAsync(Api, client => client.Domains.WaitUntilAllReadyAsync(["D1", "D2"])),
            Is.EqualTo(new[] { "Polled domain: 1 ready, 0 failed, 1 pending.", "Polled domain: 2 ready, 0 failed, 0 pending." }));
    }

    private static async Task<string[]> PolledTextsAsync(FakeApi api, Func<QboxmailClient, Task> wait)
    {
        using var log = new RecordedLog();
        using var http = new HttpClient(api.Handler, disposeHandler: false) { BaseAddress = FakeApi.Address };
        using var client = new QboxmailClient(api.Options, () => http, log.CreateLogger("Qboxmail"));

        await wait(client);

        return [.. log.Own.Select(entry => entry.Text).Where(text => text.StartsWith("Polled ", StringComparison.Ordinal))];
    }

    private sealed class RecordedProgress : IProgress<WaitProgress>
    {
        public List<WaitProgress> Reports { get; } = [];

        public void Report(WaitProgress value) => Reports.Add(value);
    }
}
