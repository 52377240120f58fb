using System.Net;

namespace Qboxmail.Tests;

/// <summary>A 429 for one page delays all requests of the list.</summary>
public class PageRateLimitTests : ApiTests
{
    [Test]
    public async Task A_429_delays_the_other_pages_of_the_list()
    {
        var time = new FakeTime();
        var refusesPage3 = true;
        // When the pause is over, both pages are asked for at once, in any order.
        using var server = new StubHandler(request => request.RequestUri!.Query switch
        {
            "?page=1&per=2" => FakeApi.Response(HttpStatusCode.OK, Page(1, "D1", "D2")),
            "?page=2&per=2" => FakeApi.Response(HttpStatusCode.OK, Page(2, "D3", "D4")),
            "?page=3&per=2" when refusesPage3 => FakeApi.Response((HttpStatusCode)429, """{"message": "Too many"}""", ("Retry-After", "10")),
            "?page=3&per=2" => FakeApi.Response(HttpStatusCode.OK, Page(3, "D5", "D6")),
            _ => FakeApi.Response(HttpStatusCode.OK, Page(4, "D7", "D8")),
        });
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, TimeProvider = time }, server);
        await using var items = client.Domains.ListAsync(paging: new PagingOptions { PageSize = 2, PrefetchPages = 2 }).GetAsyncEnumerator();
        await TakeAsync(items, 2);
        var pauseOfPage3 = await time.NextPauseAsync();

        // The second item of the second page requests the fourth page.
        await TakeAsync(items, 2);
        var pauseOfPage4 = await time.NextPauseAsync();
        var requestsMeanwhile = server.Count;
        refusesPage3 = false;
        time.Advance(TimeSpan.FromSeconds(10));
        await TakeAsync(items, 4);

        Assert.That(pauseOfPage3, Is.EqualTo(TimeSpan.FromSeconds(10)));
        Assert.That(pauseOfPage4, Is.EqualTo(TimeSpan.FromSeconds(10)));
        Assert.That((requestsMeanwhile, server.Count), Is.EqualTo((3, 5)));
        Assert.That(items.Current.Code, Is.EqualTo("D8"));
    }

    [Test]
    public async Task A_429_for_a_creation_of_a_bulk_job_delays_the_lists_of_the_job()
    {
        var time = new FakeTime();
        var first = new TaskCompletionSource<HttpResponseMessage>();
        var creations = 0;
        using var server = new StubHandler((request, _) =>
            request.Method == HttpMethod.Get ? Task.FromResult(FakeApi.Response(HttpStatusCode.OK, """{"resources": []}"""))
            : ++creations == 1 ? first.Task
            : Task.FromResult(creations == 2
                ? FakeApi.Response((HttpStatusCode)429, json: null, ("Retry-After", "10"))
                : FakeApi.Response(HttpStatusCode.Created, """{"resource_code": "E2"}""")));
        using var client = server.CreateClient(time);

        var job = client.EmailAccounts.CreateIfNotExistsAsync(
            "D1", [new("mario", "Correct-horse-7", "Mario"), new("anna", "Correct-horse-7", "Anna")], new() { MaxConcurrency = 2 });
        var pauseOfCreation = await time.NextPauseAsync();
        // The job searches for the mailbox, because the creation may have been processed.
        first.SetException(new HttpRequestException("Lost."));
        var pauseOfSearch = await time.NextPauseAsync();
        var requestsMeanwhile = server.Count;
        time.Advance(TimeSpan.FromSeconds(10));
        await job;

        Assert.That((pauseOfCreation, pauseOfSearch), Is.EqualTo((TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10))));
        Assert.That((requestsMeanwhile, server.Count), Is.EqualTo((3, 5)));
    }

    [Test]
    public async Task A_clock_that_is_set_back_does_not_prolong_the_delay_of_a_429()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Expect(HttpMethod.Get, "/api/domains?page=1&per=2", (HttpStatusCode)429, """{"message": "Too many"}""", ("Retry-After", "10"))
            .Get("/api/domains?page=1&per=2", Page(1, "D1", "D2"))
            .Get("/api/domains?page=2&per=2", Page(2, "D3", "D4"));
        await using var items = Client.Domains.ListAsync(paging: new PagingOptions { PageSize = 2, PrefetchPages = 0 }).GetAsyncEnumerator();
        await TakeAsync(items, 2);

        Api.Time.WallClockOffset = TimeSpan.FromHours(-1);
        await TakeAsync(items, 1);

        Assert.That(Api.Time.Pauses, Is.EqualTo(new[] { TimeSpan.FromSeconds(10) }));
        Api.Verify();
    }

    private static string Page(int number, params string[] codes)
    {
        var items = string.Join(", ", codes.Select(code => $"{{\"code\": \"{code}\"}}"));
        return $$"""{"resources": [{{items}}], "pagination": {"page": {{number}}, "per": 2, "total_pages": 4, "total_records": 8} }""";
    }

    private static async Task TakeAsync(IAsyncEnumerator<Domain> items, int count)
    {
        for (; count > 0; count--)
        {
            Assert.That(await items.MoveNextAsync());
        }
    }
}
