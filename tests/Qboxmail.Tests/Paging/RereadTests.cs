namespace Qboxmail.Tests;

/// <summary>Which pages an enumeration reads again when items seem to be deleted, and what it returns then.</summary>
public class RereadTests
{
    private static readonly PagingOptions Plain = new() { PageSize = 2, PrefetchPages = 0 };

    [Test]
    public async Task A_page_whose_items_are_all_gone_is_read_again_and_no_page_before_it()
    {
        var codes = await ScriptedPages.EnumerateAsync(
            Plain,
            (1, "A B", 8, null),
            (2, "C D", 8, null),
            // C and D were deleted.
            (3, "G H", 6, null),
            (2, "E F", 6, null));

        Assert.That(codes, Is.EqualTo("A B C D E F G H"));
    }

    [Test]
    public async Task A_deletion_before_the_second_reading_counts_too()
    {
        var codes = await ScriptedPages.EnumerateAsync(
            Plain,
            (1, "A B", 8, null),
            (2, "C D", 8, null),
            // C was deleted.
            (3, "F G", 7, null),
            // D was deleted.
            (2, "E F", 6, null),
            (4, "", 6, null),
            (3, "G H", 6, null));

        Assert.That(codes, Is.EqualTo("A B C D E F G H"));
    }

    [TestCase(1000)]
    [TestCase(0)]
    public async Task Pages_are_read_again_back_to_one_that_contains_a_returned_item(int itemsRemembered)
    {
        var codes = await ScriptedPages.EnumerateAsync(
            new() { PageSize = 2, PrefetchPages = 0, ItemsRemembered = itemsRemembered },
            (1, "A B", 10, null),
            (2, "C D", 10, null),
            (3, "E F", 10, null),
            // B, C, D, E and F were deleted; A, G, H, I and J remain.
            (4, "", 5, null),
            (3, "J", 5, null),
            (2, "H I", 5, null),
            (1, "A G", 5, null),
            (2, "H I", 5, null),
            (3, "J", 5, null));

        Assert.That(codes, Is.EqualTo("A B C D E F G H I J"));
    }

    [Test]
    public async Task A_page_that_is_repeated_after_the_end_of_a_shrinking_list_does_not_hide_items_that_moved_up()
    {
        var codes = await ScriptedPages.EnumerateAsync(
            Plain,
            (1, "A B", 6, 3),
            (2, "C D", 6, 3),
            // A, B and C were deleted. The server returns the last page in place of page 3.
            (3, "F", 3, 2),
            (2, "F", 3, 2),
            (1, "D E", 3, 2),
            (2, "F", 3, 2));

        Assert.That(codes, Is.EqualTo("A B C D E F"));
    }

    [TestCase(3, null, 1, null)]
    [TestCase(null, 2, null, 1)]
    public async Task The_only_page_of_a_list_that_is_repeated_after_it_does_not_hide_items_that_moved_up(
        int? records, int? pages, int? recordsAfterwards, int? pagesAfterwards)
    {
        var codes = await ScriptedPages.EnumerateAsync(
            Plain,
            (1, "A B", records, pages),
            // A and B were deleted. The server returns the first page in place of page 2.
            (2, "C", recordsAfterwards, pagesAfterwards),
            (1, "C", recordsAfterwards, pagesAfterwards));

        Assert.That(codes, Is.EqualTo("A B C"));
    }

    [Test]
    public async Task A_page_that_is_repeated_after_the_end_of_a_shrinking_list_counts_as_empty_when_all_its_items_are_known()
    {
        var codes = await ScriptedPages.EnumerateAsync(
            Plain,
            (1, "A B", 6, null),
            (2, "C D", 6, null),
            // D, E and F were deleted. The server returns the first page in place of page 3.
            (3, "A B", 3, null),
            (2, "C", 3, null));

        Assert.That(codes, Is.EqualTo("A B C D"));
    }

    [TestCase(12, null, null, null)]
    [TestCase(12, null, 0, null)]
    [TestCase(null, 6, null, null)]
    [TestCase(null, 6, null, 0)]
    public async Task Empty_pages_without_totals_cost_one_second_reading(int? records, int? pages, int? emptyRecords, int? emptyPages)
    {
        var codes = await ScriptedPages.EnumerateAsync(
            Plain,
            (1, "A B", records, pages),
            (2, "", emptyRecords, emptyPages),
            (1, "A B", records, pages),
            (3, "", emptyRecords, emptyPages),
            (4, "", emptyRecords, emptyPages),
            (5, "", emptyRecords, emptyPages),
            (6, "C D E F G H I J K L", records, pages));

        Assert.That(codes, Is.EqualTo("A B C D E F G H I J K L"));
    }

    [Test]
    public async Task An_empty_page_without_totals_shows_a_deletion_by_the_page_count_alone()
    {
        var codes = await ScriptedPages.EnumerateAsync(
            Plain,
            (1, "A B", null, 3),
            // A, B and C were deleted.
            (2, "", null, null),
            (1, "D E", null, 1));

        Assert.That(codes, Is.EqualTo("A B D E"));
    }

    [Test]
    public async Task A_list_that_shrinks_to_its_first_page_is_complete()
    {
        var codes = await ScriptedPages.EnumerateAsync(Plain, (1, "A", 3, null), (2, "", 1, null), (1, "A", 1, null));

        Assert.That(codes, Is.EqualTo("A"));
    }

    [Test]
    public async Task A_list_that_loses_all_items_is_complete()
    {
        var codes = await ScriptedPages.EnumerateAsync(Plain, (1, "A B", 4, 2), (2, "", 0, 0), (1, "", 0, 0));

        Assert.That(codes, Is.EqualTo("A B"));
    }

    [Test]
    public async Task A_list_that_shrinks_in_the_middle_and_loses_nothing_new_is_read_on()
    {
        var codes = await ScriptedPages.EnumerateAsync(
            Plain,
            (1, "A B", 6, null),
            // A was deleted.
            (2, "D E", 5, null),
            (1, "B C", 5, null),
            (3, "F", 5, null));

        Assert.That(codes, Is.EqualTo("A B C D E F"));
    }

    [Test]
    public async Task Nothing_is_read_again_when_concurrent_deletes_are_not_handled()
    {
        var codes = await ScriptedPages.EnumerateAsync(
            new() { PageSize = 2, PrefetchPages = 0, HandleConcurrentDeletes = false }, (1, "A B", 5, null), (2, "B D", 4, null));

        Assert.That(codes, Is.EqualTo("A B B D"));
    }

    [TestCase(3, null, 2, null)]
    [TestCase(3, null, 1, null)]
    [TestCase(null, 2, null, 1)]
    public async Task An_empty_page_shows_that_the_list_has_shrunk_when_concurrent_deletes_are_not_handled(
        int? records, int? pages, int? recordsAfterwards, int? pagesAfterwards)
    {
        var codes = await ScriptedPages.EnumerateAsync(
            new() { PageSize = 2, PrefetchPages = 0, HandleConcurrentDeletes = false },
            (1, "A B", records, pages),
            (2, "", recordsAfterwards, pagesAfterwards));

        Assert.That(codes, Is.EqualTo("A B"));
    }

    [Test]
    public async Task A_falling_page_count_shows_that_the_list_has_shrunk_when_the_item_count_is_no_longer_reported()
    {
        var codes = await ScriptedPages.EnumerateAsync(
            new() { PageSize = 2, PrefetchPages = 0, HandleConcurrentDeletes = false }, (1, "A B", 6, 3), (2, "C", null, 2), (3, "", null, 2));

        Assert.That(codes, Is.EqualTo("A B C"));
    }

    [Test]
    public async Task A_falling_page_count_does_not_hide_items_that_the_item_count_still_includes()
    {
        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => ScriptedPages.EnumerateAsync(
            new() { PageSize = 2, PrefetchPages = 0, HandleConcurrentDeletes = false }, (1, "A B", 6, 3), (2, "C", 6, 2), (3, "", 6, 2)));

        Assert.That(exception!.Message, Does.Contain("the API reported 6 items, but returned 3"));
    }

    [Test]
    public async Task A_repeated_page_without_totals_is_not_returned_when_concurrent_deletes_are_not_handled()
    {
        var codes = await ScriptedPages.EnumerateAsync(
            new() { PageSize = 2, PrefetchPages = 0, HandleConcurrentDeletes = false }, (1, "A B", null, null), (2, "A B", null, null));

        Assert.That(codes, Is.EqualTo("A B"));
    }

    [Test]
    public async Task Zero_on_every_empty_page_does_not_hide_missing_items()
    {
        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => ScriptedPages.EnumerateAsync(
            Plain, (1, "A B", 8, 4), (2, "", 0, 0), (1, "A B", 8, 4), (3, "", 0, 0), (4, "G H", 8, 4), (5, "", 0, 0), (4, "G H", 8, 4)));

        Assert.That(exception!.Message, Does.Contain("the API reported 8 items, but returned 4"));
    }

    [Test]
    public async Task An_empty_list_that_is_reported_as_one_page_is_complete() =>
        Assert.That(await ScriptedPages.EnumerateAsync(Plain, (1, "", null, 1)), Is.Empty);

    [Test]
    public async Task A_promised_last_page_without_items_is_an_exception()
    {
        var options = new PagingOptions { PageSize = 2, StartPage = 3, PrefetchPages = 0 };

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => ScriptedPages.EnumerateAsync(options, (3, "", null, 3)));

        Assert.That(exception!.Message, Does.Contain("the API reported 3 pages"));
    }

    [Test]
    public void Only_the_items_that_were_returned_last_are_remembered()
    {
        var recent = new Paging.RecentItems<Domain>(capacity: 2);

        recent.Add([new() { Code = "A" }, new() { Code = "B" }, new() { Code = "C" }]);

        var unknown = recent.Without([new() { Code = "A" }, new() { Code = "B" }, new() { Code = "C" }]);
        Assert.That(unknown.Select(domain => domain.Code), Is.EqualTo(new[] { "A" }));
        Assert.That(new PagingOptions().ItemsRemembered, Is.EqualTo(1000));
    }

    [Test]
    public async Task Nothing_is_read_again_when_items_have_no_identity()
    {
        var requests = new List<int>();
        var list = new PagedAsyncEnumerable<string>(
            (number, _, _) =>
            {
                requests.Add(number);
                return Task.FromResult(new Page<string>(["same"], number, new() { TotalRecords = number == 1 ? 3 : 2 }));
            },
            Plain,
            CancellationToken.None);

        Assert.That(await list.CountAsync(), Is.EqualTo(2));
        Assert.That(requests, Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public async Task A_short_last_page_does_not_show_how_many_items_precede_it()
    {
        var codes = await ScriptedPages.EnumerateAsync(new() { PageSize = 100, StartPage = 2, PrefetchPages = 0 }, (2, "X Y", 102, 2));

        Assert.That(codes, Is.EqualTo("X Y"));
    }

    [TestCase("C D", "E F", 4)]
    [TestCase("C", "D", 2)]
    public async Task Two_pages_show_how_many_items_can_precede_them(string page2, string page3, int received)
    {
        var options = new PagingOptions { PageSize = 100, StartPage = 2, PrefetchPages = 0 };

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(
            () => ScriptedPages.EnumerateAsync(options, (2, page2, 10, 4), (3, page3, 10, 4), (4, "", 10, 4), (5, "", 10, 4)));

        Assert.That(exception!.Message, Does.Contain($"the API reported 10 items, but returned {received} starting at page 2"));
    }

    [Test]
    public async Task Items_that_move_up_are_not_skipped()
    {
        var codes = await ScriptedPages.EnumerateAsync(Plain, (1, "A B", 5, 3), (2, "D E", 4, 2), (1, "B C", 4, 2));

        Assert.That(codes, Is.EqualTo("A B C D E"));
    }
}
