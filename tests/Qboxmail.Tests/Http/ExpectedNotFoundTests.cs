using System.Diagnostics;
using System.Net;

namespace Qboxmail.Tests;

/// <summary>A 404 that is a result, and not a failure of the caller's work, is not an error of a trace.</summary>
public class ExpectedNotFoundTests : ApiTests
{
    private const string Domain = "/api/domains/D1";
    private RecordedActivities _activities = null!;

    /// <summary>Gets the states of the calls, without those of waits.</summary>
    private IEnumerable<ActivityStatusCode> Statuses =>
        _activities.Ended.Where(activity => activity.Kind == ActivityKind.Client).Select(activity => activity.Status);

    [SetUp]
    public void Listen() => _activities = new();

    [TearDown]
    public void StopListening() => _activities.Dispose();

    [Test]
    public async Task The_404_that_ends_the_wait_for_a_deletion_is_not_an_error()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Get(Domain, """{"resources": [{"code": "D1"}]}""").Get(Domain, HttpStatusCode.NotFound).Get(Domain, HttpStatusCode.NotFound);

        await Client.Domains.WaitUntilDeletedAsync("D1");

        AssertNoErrors(requests: 3);
    }

    [Test]
    public async Task A_new_resource_that_does_not_appear_at_once_is_not_an_error()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Get(Domain, HttpStatusCode.NotFound).Get(Domain, """{"resources": [{"code": "D1"}]}""");

        await Client.Domains.WaitUntilAsync("D1", _ => WaitVerdict.Ready);

        AssertNoErrors(requests: 2);
    }

    [Test]
    public async Task The_404_of_a_resource_in_a_bulk_wait_is_not_an_error()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Get(Domain, HttpStatusCode.NotFound);

        await Client.Domains.WaitUntilAllDeletedAsync(["D1"]);

        AssertNoErrors(requests: 1);
    }

    [Test]
    public async Task The_404_behind_the_last_page_is_not_an_error()
    {
        Api.Get($"/api/domains?page=1&per={ApiRoute.DefaultPage}", """{"resources": [{"code": "D1"}]}""")
            .Get($"/api/domains?page=2&per={ApiRoute.DefaultPage}", HttpStatusCode.NotFound);

        Assert.That(await Client.Domains.ListAsync().ToListAsync(), Has.Count.EqualTo(1));

        AssertNoErrors(requests: 2);
    }

    [Test]
    public async Task The_404_of_an_empty_list_is_not_an_error()
    {
        Api.Get($"/api/domains/D1/email_accounts?page=1&per={ApiRoute.DefaultPage}", HttpStatusCode.NotFound)
            .Get(Domain, """{"resources": [{"code": "D1"}]}""");

        Assert.That(await Client.EmailAccounts.ListAsync("D1").ToListAsync(), Is.Empty);

        AssertNoErrors(requests: 2);
    }

    [Test]
    public async Task A_404_that_the_caller_receives_is_an_error()
    {
        Api.Get(Domain, HttpStatusCode.NotFound).Get("/api/domains?page=3", HttpStatusCode.NotFound)
            .Get("/api/domains/D1/email_accounts?page=2", HttpStatusCode.NotFound)
            .Get($"/api/domains?page=2&per={ApiRoute.DefaultPage}", HttpStatusCode.NotFound);

        await Assert.CatchAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D1"));
        await Assert.CatchAsync<QboxmailApiException>(() => Client.Domains.ListPageAsync(page: 3));
        await Assert.CatchAsync<QboxmailApiException>(() => Client.EmailAccounts.ListPageAsync("D1", page: 2));
        await Assert.CatchAsync<QboxmailApiException>(async () => await Client.Domains.ListAsync(null, new() { StartPage = 2 }).ToListAsync());

        Assert.That(Statuses, Is.EqualTo(Enumerable.Repeat(ActivityStatusCode.Error, 4)));
    }

    [Test]
    public async Task Another_failure_of_a_poll_is_an_error()
    {
        Api.Get(Domain, HttpStatusCode.Forbidden);

        await Assert.CatchAsync<QboxmailApiException>(() => Client.Domains.WaitUntilDeletedAsync("D1"));

        Assert.That(Statuses.Single(), Is.EqualTo(ActivityStatusCode.Error));
    }

    [Test]
    public async Task A_404_after_a_wait_is_an_error()
    {
        Api.Get(Domain, """{"resources": [{"code": "D1"}]}""").Get(Domain, HttpStatusCode.NotFound);

        await Client.Domains.WaitUntilAsync("D1", _ => WaitVerdict.Ready);
        await Assert.CatchAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D1"));

        Assert.That(Statuses.Last(), Is.EqualTo(ActivityStatusCode.Error));
    }

    private void AssertNoErrors(int requests)
    {
        Assert.That(Statuses, Is.EqualTo(Enumerable.Repeat(ActivityStatusCode.Unset, requests)));
        Api.Verify();
    }
}
