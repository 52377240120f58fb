namespace Qboxmail.Tests;

/// <summary>An enumeration ends although the server always has a next page.</summary>
public class EndlessListTests : ApiTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task An_enumeration_gives_up_on_endless_pages_of_repeated_items(bool grows)
    {
        var counter = 0;
        var (list, requests) = CountedPages.Of(number => new Page<Domain>(
            [new() { Code = "D1", Name = $"{++counter}" }, new() { Code = "D2" }], number, new() { TotalPages = grows ? number + 1 : int.MaxValue }));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(async () => await list.CountAsync());

        Assert.That(exception!.Message, Does.Contain("no new item was received after page 1 (items received: 2)"));
        Assert.That(requests(), Is.EqualTo(11));
    }

    [Test]
    public async Task An_enumeration_that_gives_up_throws_although_it_has_reached_the_total_of_the_first_page()
    {
        var (list, requests) = CountedPages.Of(number => new Page<Domain>(
            [new() { Code = number == 2 ? "D2" : "D1" }], number, new() { TotalRecords = number == 1 ? 2 : 20 }));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(async () => await list.CountAsync());

        Assert.That(exception!.Message, Does.Contain("the API reported 20 items, but returned 2"));
        Assert.That(requests(), Is.EqualTo(12));
    }

    [Test]
    public async Task An_enumeration_without_totals_ends_at_the_first_repetition()
    {
        var (list, requests) = CountedPages.Of(number => new Page<Domain>([new() { Code = "D1" }], number));

        Assert.That(await list.CountAsync(), Is.EqualTo(1));
        Assert.That(requests(), Is.EqualTo(2));
    }

    [TestCase(5, 0, 1000)]
    [TestCase(200, 16, 3600)]
    public async Task A_repetition_is_recognized_after_1000_items_and_after_the_pages_that_are_prefetched(int pageSize, int prefetchPages, int count)
    {
        var codes = Enumerable.Range(0, 2 * count).Select(index => $"D{index % count}").ToList();
        var (list, _) = CountedPages.Of(
            number => new Page<Domain>(
                [.. codes.Skip((number - 1) * pageSize).Take(pageSize).Select(code => new Domain { Code = code })], number),
            new() { PageSize = pageSize, PrefetchPages = prefetchPages });

        Assert.That(await list.CountAsync(), Is.EqualTo(count));
    }

    [Test]
    public async Task An_enumeration_gives_up_on_endless_empty_pages()
    {
        var (list, requests) = CountedPages.Of(
            number => new Page<Domain>([], number, new() { TotalPages = int.MaxValue, TotalRecords = long.MaxValue }));

        await Assert.ThrowsAsync<QboxmailApiException>(async () => await list.CountAsync());

        Assert.That(requests(), Is.EqualTo(10));
    }

    [Test]
    public async Task Equal_items_without_identity_are_all_returned()
    {
        for (var page = 1; page <= 5; page++)
        {
            var item = page < 5 ? "same" : "other";
            Api.Get(
                $"/api/imports/I1/resources?page={page}&per=1",
                $$"""{"resources": [{"description": "{{item}}"}], "pagination": {"per": 1, "total_pages": 5} }""");
        }

        var items = await Client.Imports.ListResourcesAsync("I1", paging: new() { PageSize = 1, PrefetchPages = 0 }).ToListAsync();

        Assert.That(items.Select(item => item.Description), Is.EqualTo(new[] { "same", "same", "same", "same", "other" }));
        Api.Verify();
    }

    [Test]
    public async Task A_list_without_identities_fails_after_10000_pages()
    {
        var (list, requests) = CountedPages.Of(number => new Page<string>(["same"], number, new() { TotalPages = int.MaxValue }));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(async () => await list.CountAsync());

        Assert.That(exception!.Message, Does.Contain("did not end within 10000 pages"));
        Assert.That(requests(), Is.EqualTo(10_000));
    }

    [Test]
    public async Task A_list_without_identities_and_totals_ends_after_1000_pages()
    {
        var (list, requests) = CountedPages.Of(number => new Page<string>(["same"], number));

        Assert.That(await list.CountAsync(), Is.EqualTo(1000));
        Assert.That(requests(), Is.EqualTo(1000));
    }

    [Test]
    public async Task A_list_with_identities_and_without_totals_may_have_more_than_1000_pages()
    {
        var (list, _) = CountedPages.Of(number => new Page<Domain>(number <= 1001 ? [new() { Code = $"D{number}" }] : [], number));

        Assert.That(await list.CountAsync(), Is.EqualTo(1001));
    }

    [Test]
    public async Task A_list_that_repeats_an_item_without_identity_ends_after_a_bounded_number_of_pages()
    {
        var (list, requests) = CountedPages.Of(number => new Page<Domain>([new() { Code = "D1" }, new() { Name = "without code" }], number));

        Assert.That(await list.CountAsync(), Is.EqualTo(1001));
        Assert.That(requests(), Is.EqualTo(1000));
    }

    [Test]
    public async Task Daily_statistics_are_identified_by_their_date()
    {
        var days = new Queue<int>([1, 2, 1, 2]);
        var (list, _) = CountedPages.Of(
            number => new Page<TraceMailDailyStatistics>([new() { Date = new DateTime(2026, 4, days.Dequeue()) }], number));

        Assert.That(await list.CountAsync(), Is.EqualTo(2));
    }

    [TestCase(int.MaxValue)]
    [TestCase(null)]
    public async Task An_enumeration_ends_at_the_highest_possible_page_number(int? pages)
    {
        var (list, requests) = CountedPages.Of(
            number => new Page<Domain>([new() { Code = $"D{number}" }], number, new() { TotalPages = pages }),
            new() { PageSize = 1, StartPage = int.MaxValue - 2, PrefetchPages = 16 });

        Assert.That(await list.CountAsync(), Is.EqualTo(3));
        Assert.That(requests(), Is.EqualTo(3));
    }
}
