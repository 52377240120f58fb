namespace Qboxmail.Tests;

public class PagingMockingTests
{
    [Test]
    public async Task A_list_of_a_test_double_returns_the_items_of_its_pages()
    {
        var list = PagedAsyncEnumerable.FromPages<string>(["a", "b"], ["c"]);

        Assert.That(await list.ToListAsync(), Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(await list.ToListAsync(), Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(await list.GetTotalCountAsync(), Is.EqualTo(3));
    }

    [Test]
    public async Task A_list_of_a_test_double_returns_its_pages()
    {
        var pages = await PagedAsyncEnumerable.FromPages<string>(["a", "b"], ["c"]).AsPages().ToListAsync();

        Assert.That(
            pages.Select(page => (page.Number, page.Items.Count, page.TotalPages, page.TotalCount)),
            Is.EqualTo(new[] { (1, 2, 2, 3L), (2, 1, 2, 3L) }));
    }

    [Test]
    public void A_page_of_a_test_double_is_the_first_one_by_default()
    {
        var page = new Page<string>(["a"]);

        Assert.That((page.Number, page.Pagination, page.TotalPages, page.TotalCount), Is.EqualTo((1, (Pagination?)null, (int?)null, (long?)null)));
    }

    [Test]
    public void A_page_that_a_test_double_overrides_is_the_first_one_and_empty()
    {
        var page = new OverriddenPage();

        Assert.That((page.Number, page.Items.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task A_list_of_a_test_double_may_be_empty()
    {
        Assert.That(await PagedAsyncEnumerable.FromPages<string>().ToListAsync(), Is.Empty);
        Assert.That(await PagedAsyncEnumerable.FromPages<string>([]).ToListAsync(), Is.Empty);
        Assert.That(await PagedAsyncEnumerable.FromPages<string>().GetTotalCountAsync(), Is.Zero);
        Assert.That(await PagedAsyncEnumerable.FromPages<string>().AsPages().CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_list_of_a_test_double_can_be_canceled()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(
            async () => await PagedAsyncEnumerable.FromPages<string>(["a"]).CountAsync(cancellation.Token));
    }

    [Test]
    public void A_list_of_a_test_double_requires_pages() => Assert.Throws<ArgumentNullException>(() => PagedAsyncEnumerable.FromPages<string>(null!));

    [Test]
    public async Task A_list_of_a_test_double_replaces_a_request_in_an_overridden_client()
    {
        DomainsClient domains = new TwoDomains();

        Assert.That(await domains.ListAsync().Select(domain => domain.Name).ToListAsync(), Is.EqualTo(new[] { "example.com", "example.org" }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => domains.ListPageAsync());
    }

    private sealed class TwoDomains : DomainsClient
    {
        public override PagedAsyncEnumerable<Domain> ListAsync(
            DomainsListQuery? query = null,
            PagingOptions? paging = null,
            CancellationToken cancellationToken = default) =>
            PagedAsyncEnumerable.FromPages<Domain>([new() { Name = "example.com" }], [new() { Name = "example.org" }]);
    }

    private sealed class OverriddenPage : Page<string>;
}
