using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Qboxmail.Emulator.Domain;
using Qboxmail.Emulator.Webhooks;

namespace Qboxmail.Emulator.Tests;

/// <summary>An emulator that runs for long keeps only the latest of what requests leave behind.</summary>
public class BoundedStateTests
{
    private const int Kept = 1000;

    [Test]
    public async Task The_emulator_keeps_the_latest_1000_emails()
    {
        await using var api = await EmulatorHarness.StartAsync();
        var domain = (await api.Client.Domains.CreateAsync(new CreateDomainRequest("example.com", EmulatorHarness.Password))).ResourceCode;

        for (var number = 0; number <= Kept; number++)
        {
            await api.Client.Domains.SendOwnershipEmailAsync(domain, new SendOwnershipEmailRequest($"admin-{number}@example.com"));
        }

        Assert.That(api.Emulator.Mails, Has.Count.EqualTo(Kept));
        Assert.That(api.Emulator.Mails[0].To, Is.EqualTo("admin-1@example.com"));
        Assert.That(api.Emulator.Mails[^1].To, Is.EqualTo($"admin-{Kept}@example.com"));
    }

    [Test]
    public async Task The_emulator_keeps_the_latest_1000_webhooks_with_their_numbers()
    {
        using var sender = new WebhookSender(TimeProvider.System);

        for (var number = 1; number <= 3 * Kept; number++)
        {
            sender.Post("nowhere", $"{number}");
            await sender.WhenPosted;
        }

        Assert.That(sender.Posted, Has.Count.EqualTo(Kept));
        Assert.That(sender.Posted.Select(webhook => webhook.Number), Is.EqualTo(Enumerable.Range((2 * Kept) + 1, Kept)));
        Assert.That(sender.Posted[^1].Body, Is.EqualTo($"{3 * Kept}"));
    }

    [Test]
    public async Task Webhooks_fail_at_once_while_1000_wait_for_their_receivers()
    {
        var stalled = new TaskCompletionSource();
        await using var receiver = await Receiver.StartAsync(_ => stalled.Task);
        using var sender = new WebhookSender(new FakeTimeProvider());

        for (var number = 0; number <= Kept; number++)
        {
            sender.Post(receiver.Url, "{}");
        }

        Assert.That(
            sender.Posted.Single().Failure,
            Is.EqualTo("The webhook was not posted, because 1000 others are pending. Check their receivers."));
        stalled.SetResult();
        await sender.WhenPosted;
        sender.Post(receiver.Url, "{}");
        await sender.WhenPosted;
        Assert.That(sender.Posted[^1].Status, Is.EqualTo((int)HttpStatusCode.OK));
    }

    [Test]
    public void Work_of_deleted_resources_is_dropped_although_it_is_due_in_months()
    {
        var time = new FakeTimeProvider();
        var schedule = new Schedule(time);
        var done = 0;

        for (var number = 0; number < 100_000; number++)
        {
            schedule.After(TimeSpan.FromDays(100), new Entity($"{number}", new JsonObject()) { IsDeleted = number % 1000 > 0 }, () => done++);
        }

        Assert.That(schedule.Count, Is.LessThanOrEqualTo(300));
        time.Advance(TimeSpan.FromDays(100));
        schedule.RunDue();
        Assert.That(schedule.Count, Is.Zero);
        Assert.That(done, Is.GreaterThanOrEqualTo(100), "work of resources that exist");
    }

    [Test]
    public async Task A_repeated_deletion_after_billing_adds_no_work()
    {
        await using var api = await EmulatorHarness.StartAsync();
        var account = await api.Client.Delivery.Accounts.CreateAsync(
            new CreateDeliveryAccountRequest("Shop", DeliveryAccountType.Transactional));
        var query = new DeliveryAccountsDeleteQuery { DeleteAfterBilling = true };
        await api.Client.Delivery.Accounts.DeleteAsync(account.Id, query);
        var before = api.Emulator.State.Schedule.Count;

        await api.Client.Delivery.Accounts.DeleteAsync(account.Id, query);

        Assert.That(before, Is.GreaterThan(0));
        Assert.That(api.Emulator.State.Schedule.Count, Is.EqualTo(before));
    }

    [Test]
    public void The_emulator_keeps_the_latest_1000_lists_that_faults_have_changed()
    {
        var lists = new AlteredLists();

        for (var number = 0; number <= Kept; number++)
        {
            lists.Add($"List/{number}");
        }

        Assert.That(lists.Count, Is.EqualTo(Kept));
        Assert.That(lists.Find("List/0"), Is.Null);
        Assert.That(lists.Find($"list/{Kept}"), Is.Not.Null);
    }

    [Test]
    public void A_table_that_is_never_read_drops_the_gaps_of_removed_rows()
    {
        var table = new Table<Entity>();

        for (var number = 0; number < 100_000; number++)
        {
            table.Add(new Entity($"{number}", new JsonObject()));
            Assert.That(table.Remove($"{number}"), Is.True);
        }

        Assert.That(table.Size, Is.LessThanOrEqualTo(1001));
    }

    [Test]
    public void A_list_forgets_vanished_rows_that_were_deleted()
    {
        var list = new ListOverlay();
        Entity[] rows = [];

        for (var round = 0; round < 100; round++)
        {
            rows = [.. Enumerable.Range(0, 1000).Select(number => new Entity($"{round}-{number}", new JsonObject()))];
            list.Vanish(rows, rows, rows.Length);
        }

        Assert.That(list.Gone, Is.LessThanOrEqualTo(11_000));
        Assert.That(list.Show(rows), Is.Empty);
    }
}
