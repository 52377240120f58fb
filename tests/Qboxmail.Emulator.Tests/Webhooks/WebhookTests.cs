using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Qboxmail.Emulator.Webhooks;

namespace Qboxmail.Emulator.Tests;

public class WebhookTests
{
    private const long Size = 8589934592;

    private FakeTimeProvider _time = null!;
    private EmulatorHarness _api = null!;
    private Receiver _receiver = null!;

    [SetUp]
    public async Task Start()
    {
        _time = EmulatorHarness.CreateClock();
        _api = await EmulatorHarness.StartAsync(_time);
        _receiver = await Receiver.StartAsync();
    }

    [TearDown]
    public async Task Stop()
    {
        await _api.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Test]
    public async Task A_webhook_reports_the_activation_of_a_domain_without_polling()
    {
        await SwitchOnAsync(_api.Client);
        var domain = await CreateDomainAsync();

        _time.Advance(TimeSpan.FromMinutes(1));
        var seenEarly = _receiver.HasMore;
        _time.Advance(TimeSpan.FromMinutes(1));
        var body = await _receiver.NextAsync();

        var postmaster = (await _api.Client.Domains.ListPostmastersAsync().ToListAsync()).Single();
        Assert.That(seenEarly, Is.False, "before the activation");
        Assert.That(body.ToJsonString(),
            Is.EqualTo($$"""{"action_type":"domain_create","domain_name":"example.com","postmaster_code":"{{postmaster.Code}}"}"""));
        Assert.That((await _api.Client.Domains.GetAsync(domain)).StatusDetail.ToString(), Is.EqualTo("ok"));
    }

    [Test]
    public async Task Webhooks_are_posted_only_while_they_are_enabled()
    {
        await ActivateDomainAsync("before.example");
        await SwitchOnAsync(_api.Client);
        await ActivateDomainAsync("while.example");
        await _api.Client.Users.UpdateNotificationsAsync(new UpdateNotificationsRequest { DomainCreateCallback = false });
        await ActivateDomainAsync("after.example");

        await _api.Emulator.WaitForWebhooksAsync();

        Assert.That(
            _api.Emulator.Webhooks.Select(webhook => JsonNode.Parse(webhook.Body)!["domain_name"]!.ToString()),
            Is.EqualTo(["while.example"]));
    }

    [Test]
    public async Task A_webhook_is_also_posted_to_the_manager_of_the_domain()
    {
        await using var ofManager = await Receiver.StartAsync();
        var manager = _api.As(new EmulatorToken("manager-token") { Role = EmulatorRole.Manager, ManagerCode = "MN00000001" });
        await SwitchOnAsync(_api.Client);
        await SwitchOnAsync(manager, ofManager.Url);

        await ActivateDomainAsync("mine.example");
        await ActivateDomainAsync("theirs.example", manager);
        await _api.Emulator.WaitForWebhooksAsync();

        Assert.That(_api.Emulator.Webhooks.Select(webhook => (webhook.Url, JsonNode.Parse(webhook.Body)!["domain_name"]!.ToString())), Is.EqualTo(
            [(_receiver.Url, "mine.example"), (_receiver.Url, "theirs.example"), (ofManager.Url, "theirs.example")]));
    }

    [TestCase(79, "")]
    [TestCase(80, "exceeded 80")]
    [TestCase(96, "exceeded 95")]
    [TestCase(150, "exceeded 95")]
    [TestCase(94, "exceeded 80")]
    public async Task A_webhook_reports_the_highest_quota_threshold_that_a_mailbox_crosses(int percent, string told) =>
        Assert.That(await QuotaEventsAsync(percent), Is.EqualTo(told));

    [TestCase("exceeded 80, exceeded 95", 85, 85, 97)]
    [TestCase("exceeded 95, back_to_normal 95", 97, 90)]
    [TestCase("exceeded 95, back_to_normal 80, exceeded 80", 97, 10, 80)]
    public async Task A_webhook_reports_each_crossed_quota_threshold_once(string told, params int[] percents) =>
        Assert.That(await QuotaEventsAsync(percents), Is.EqualTo(told));

    [Test]
    public async Task A_quota_webhook_has_the_documented_body()
    {
        var mailbox = await CreateMailboxAsync();

        _api.Emulator.FillMailbox("mario.rossi@example.com", 8160437863);
        var body = await _receiver.NextAsync();

        Assert.That(ResponseCheck.Differences(ApiDocument.Schemas["EmailOverquotaEvent"], body), Is.Empty);
        Assert.That(body.ToJsonString(), Is.EqualTo(
            """{"action_type":"email_overquota","event":"exceeded","metric":"space","domain_name":"example.com","""
            + $$$"""
            "payload":{"email_address":"mario.rossi@example.com","email_code":"{{{mailbox}}}","assigned_size":8589934592,
            """.TrimEnd()
            + """
            "used_size":8160437863,"crossed":95}}
            """));
    }

    [Test]
    public async Task A_webhook_reports_a_mailbox_whose_quota_was_reduced_below_its_usage()
    {
        await CreateMailboxAsync();
        _api.Emulator.FillMailbox("mario.rossi@example.com", Size / 2);

        var domain = (await _api.Client.Domains.ListAsync().ToListAsync()).Single().Code;
        var mailbox = (await _api.Client.EmailAccounts.ListAsync(domain).ToListAsync()).Single().Code;
        await _api.Client.EmailAccounts.UpdateAsync(domain, mailbox, new UpdateEmailAccountRequest { MaxEmailQuota = 4294967296 });
        var body = await _receiver.NextAsync();

        Assert.That((body["event"]!.ToString(), (int)body["payload"]!["crossed"]!), Is.EqualTo(("exceeded", 95)));
    }

    [Test]
    public void FillMailbox_rejects_an_unknown_mailbox_and_a_negative_size()
    {
        Assert.That(() => _api.Emulator.FillMailbox("nobody@example.com", 1), Throws.ArgumentException.With.Message.Contains("nobody@example.com"));
        Assert.That(() => _api.Emulator.FillMailbox("nobody@example.com", -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public async Task Quota_webhooks_are_triggered_and_listed_over_HTTP()
    {
        await CreateMailboxAsync();
        using var http = EmulatorHarness.CreateHttpClient(new Uri(_api.Emulator.Address, "_emulator/"));

        var status = await FillAsync("""{"address":"mario.rossi@example.com","used_bytes":8589934592}""");
        await _api.Emulator.WaitForWebhooksAsync();
        var listed = JsonNode.Parse(await http.GetStringAsync("webhooks"))!["webhooks"]!.AsArray().Single()!;

        Assert.That(status, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(await FillAsync("""{"address":"nobody@example.com","used_bytes":1}"""), Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await FillAsync("""{"address":"mario.rossi@example.com"}"""), Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(
            (listed["url"]!.ToString(), listed["body"]!["event"]!.ToString(), (int)listed["status"]!, listed["failure"]),
            Is.EqualTo((_receiver.Url, "exceeded", 200, (JsonNode?)null)));

        async Task<HttpStatusCode> FillAsync(string body) =>
            (await http.PostAsync("fill_mailbox", new StringContent(body, Encoding.UTF8, "application/json"))).StatusCode;
    }

    [Test]
    public async Task Failed_webhooks_are_recorded_and_do_not_stop_later_ones()
    {
        await using var refuses = await Receiver.StartAsync(context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        });
        await using var drops = await Receiver.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        foreach (var url in new[] { refuses.Url, drops.Url, "https:// no url", _receiver.Url })
        {
            await SwitchOnAsync(_api.Client, url);
            await ActivateDomainAsync($"d{_api.Emulator.Requests.Count("Domains_Create")}.example");
        }

        await _api.Emulator.WaitForWebhooksAsync();

        Assert.That(_api.Emulator.Webhooks.Select(webhook => webhook.Status), Is.EqualTo(new int?[] { 500, null, null, 200 }));
        Assert.That(_api.Emulator.Webhooks.Select(webhook => webhook.Failure is null), Is.EqualTo([false, false, false, true]));
        Assert.That((_api.Emulator.Webhooks[0].Failure, _api.Emulator.Webhooks[2].Failure),
            Is.EqualTo(("The receiver responded with 500.", "The notification_url is not an absolute URL. Set an absolute URL.")));
    }

    [Test]
    public async Task A_webhook_without_a_response_is_abandoned_and_the_next_one_is_posted()
    {
        var hanging = new TaskCompletionSource();
        await using var silent = await Receiver.StartAsync(context => context.Request.Headers.ContentLength == 1 ? hanging.Task : Task.CompletedTask);
        using var sender = new WebhookSender(_time);

        sender.Post(silent.Url, "1");
        sender.Post(silent.Url, "22");
        await silent.NextAsync();
        _time.Advance(TimeSpan.FromSeconds(5));
        await sender.WhenPosted;
        hanging.SetResult();

        Assert.That(sender.Posted.Select(webhook => webhook.Failure), Is.EqualTo(new[] { "The receiver did not respond within 5 seconds.", null }));
    }

    [Test]
    public async Task A_webhook_URL_requires_https_except_on_localhost()
    {
        var refused = await RefusalAsync(() => SwitchOnAsync(_api.Client, "http://hooks.example.com/1"));

        await SwitchOnAsync(_api.Client, "http://localhost:1/hooks");

        Assert.That(refused, Is.EqualTo("422, notification_url is not valid"));
    }

    private async Task<string> QuotaEventsAsync(params int[] percents)
    {
        await CreateMailboxAsync();

        foreach (var percent in percents)
        {
            _api.Emulator.FillMailbox("mario.rossi@example.com", (Size * percent / 100) + 1);
        }

        await _api.Emulator.WaitForWebhooksAsync();
        var bodies = _api.Emulator.Webhooks.Select(webhook => JsonNode.Parse(webhook.Body)!);
        return string.Join(", ", bodies.Select(body => $"{body["event"]} {body["payload"]!["crossed"]}"));
    }

    private Task SwitchOnAsync(QboxmailClient client, string? url = null) => client.Users.UpdateNotificationsAsync(
        new UpdateNotificationsRequest { NotificationUrl = url ?? _receiver.Url, DomainCreateCallback = true });

    private async Task<string> CreateDomainAsync(string name = "example.com", QboxmailClient? client = null)
    {
        var domains = (client ?? _api.Client).Domains;
        var domain = (await domains.CreateAsync(new CreateDomainRequest(name, Password))).ResourceCode;
        await domains.VerifyDnsOwnershipAsync(domain);
        return domain;
    }

    private async Task<string> ActivateDomainAsync(string name, QboxmailClient? client = null)
    {
        var domain = await CreateDomainAsync(name, client);
        _time.Advance(TimeSpan.FromMinutes(1));
        _time.Advance(TimeSpan.FromMinutes(1));
        return domain;
    }

    /// <summary>Creates a mailbox of 8 GB, and switches the events of quotas on.</summary>
    private async Task<string> CreateMailboxAsync()
    {
        var domain = await ActivateDomainAsync("example.com");
        await _api.Client.Users.UpdateNotificationsAsync(
            new UpdateNotificationsRequest { NotificationUrl = _receiver.Url, EmailOverquotaCallback = true });
        return (await _api.CreateMailboxAsync(domain)).ResourceCode;
    }
}
