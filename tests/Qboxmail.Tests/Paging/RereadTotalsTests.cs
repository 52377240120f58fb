namespace Qboxmail.Tests;

/// <summary>Which totals decide about deletions and about the end of a list after pages were read again.</summary>
public class RereadTotalsTests
{
    private static readonly PagingOptions Plain = new() { PageSize = 2, PrefetchPages = 0 };

    [TestCase(5, null, 4, null)]
    [TestCase(null, 3, null, 2)]
    public async Task The_totals_that_showed_a_deletion_end_a_list_when_the_page_that_is_read_again_reports_none(
        int? records, int? pages, int? recordsAfterwards, int? pagesAfterwards)
    {
        var codes = await ScriptedPages.EnumerateAsync(
            Plain,
            (1, "A B", records, pages),
            // A was deleted.
            (2, "D E", recordsAfterwards, pagesAfterwards),
            (1, "B C", null, null));

        Assert.That(codes, Is.EqualTo("A B C D E"));
    }

    [TestCase(4, null)]
    [TestCase(null, 3)]
    public async Task An_empty_page_does_not_end_a_list_when_the_page_that_is_read_again_is_unchanged(int? records, int? pages)
    {
        var codes = await ScriptedPages.EnumerateAsync(
            Plain,
            (1, "A B", records, pages),
            (2, "", null, null),
            (1, "A B", null, null),
            (3, "C D", records, pages));

        Assert.That(codes, Is.EqualTo("A B C D"));
    }

    [Test]
    public async Task The_items_of_a_page_that_is_read_again_count_once()
    {
        var codes = await ScriptedPages.EnumerateAsync(
            Plain, (1, "A B", 3, null), (2, "", null, null), (1, "A B", 3, null), (3, "C", 3, null));

        Assert.That(codes, Is.EqualTo("A B C"));
    }

    [TestCase(5, null, null, null)]
    [TestCase(null, 3, null, null)]
    [TestCase(5, 3, 0, 0)]
    [TestCase(5, null, 0, null)]
    [TestCase(null, 3, null, 0)]
    public async Task Absent_or_zero_totals_beside_items_do_not_indicate_a_deletion(int? records, int? pages, int? recordsOfPage2, int? pagesOfPage2)
    {
        var codes = await ScriptedPages.EnumerateAsync(
            Plain, (1, "A B", records, pages), (2, "C D", recordsOfPage2, pagesOfPage2), (3, "E", records, pages));

        Assert.That(codes, Is.EqualTo("A B C D E"));
    }

    [Test]
    public async Task Items_appended_before_a_page_is_read_again_do_not_hide_items_that_moved_up()
    {
        var codes = await ScriptedPages.EnumerateAsync(
            Plain,
            (1, "A B", 8, null),
            (2, "C D", 8, null),
            // C and D were deleted.
            (3, "G H", 6, null),
            // I and J were appended.
            (2, "E F", 8, null),
            (4, "I J", 8, null));

        Assert.That(codes, Is.EqualTo("A B C D E F G H I J"));
    }

    [Test]
    public async Task A_deletion_is_noticed_after_pages_before_the_start_page_were_read_again()
    {
        var codes = await ScriptedPages.EnumerateAsync(
            new() { PageSize = 2, StartPage = 3, PrefetchPages = 0 },
            (3, "E F", 11, null),
            // A, B, C, D, E and F were deleted.
            (4, "", 5, null),
            (3, "K", 5, null),
            (2, "I J", 5, null),
            (1, "G H", 5, null),
            // H was deleted.
            (2, "J K", 4, null),
            (1, "G I", 4, null));

        Assert.That(codes, Is.EqualTo("E F G H I J K"));
    }
}
