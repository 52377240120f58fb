namespace Qboxmail.Tests;

public class EnumerationCancellationTests : ApiTests
{
    private static readonly PagingOptions Plain = new() { PageSize = 2, PrefetchPages = 0 };

    [Test]
    public async Task The_token_of_a_list_cancels_every_enumeration()
    {
        using var cancellation = new CancellationTokenSource();
        Api.Get("/api/domains?page=1&per=2", DomainPages.With("""{"total_pages": 2}""", "D1", "D2"));
        var domains = Client.Domains.ListAsync(paging: Plain, cancellationToken: cancellation.Token);
        var codes = new List<string>();

        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await foreach (var domain in domains)
            {
                codes.Add(domain.Code);
                await cancellation.CancelAsync();
            }
        });
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await domains.FirstAsync(CancellationToken.None));
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await domains.AsPages().FirstAsync(CancellationToken.None));
        await Assert.ThrowsAsync<OperationCanceledException>(() => domains.GetTotalCountAsync(CancellationToken.None));

        // The second item is buffered already.
        Assert.That(codes, Is.EqualTo(new[] { "D1" }));
        Assert.That(Api.Requests, Has.Count.EqualTo(1));
        Api.Verify();
    }

    [Test]
    public async Task The_token_of_an_enumeration_cancels_it_alone()
    {
        using var cancellation = new CancellationTokenSource();
        Api.Get("/api/domains?page=1&per=2", DomainPages.With("""{"total_pages": 1}""", "D1"));
        var domains = Client.Domains.ListAsync(paging: Plain);
        await cancellation.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await foreach (var domain in domains.WithCancellation(cancellation.Token))
            {
                Assert.Fail($"{domain.Code} came although nothing should be requested.");
            }
        });
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await domains.AsPages().FirstAsync(cancellation.Token));
        await Assert.ThrowsAsync<OperationCanceledException>(() => domains.GetTotalCountAsync(cancellation.Token));

        Assert.That(await domains.CountAsync(CancellationToken.None), Is.EqualTo(1));
        Api.Verify();
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Prefetched_pages_are_not_returned_after_cancellation(bool isTokenOfTheList)
    {
        using var cancellation = new CancellationTokenSource();
        var (ofTheList, ofTheEnumeration) = isTokenOfTheList
            ? (cancellation.Token, CancellationToken.None)
            : (CancellationToken.None, cancellation.Token);
        var pages = Enumerable.Range(1, 4).ToDictionary(
            number => number, number => new Page<string>([$"item {number}"], number, new() { TotalPages = 4 }));
        var list = new PagedAsyncEnumerable<string>(
            (number, _, _) => Task.FromResult(pages[number]), new PagingOptions { PrefetchPages = 4 }, ofTheList);
        await using var enumeration = list.AsPages().GetAsyncEnumerator(ofTheEnumeration);
        await enumeration.MoveNextAsync();
        await enumeration.MoveNextAsync();

        // The fetching of the others began with this page, and ended at once.
        await enumeration.MoveNextAsync();
        await cancellation.CancelAsync();

        var exception = await Assert.ThrowsAsync<OperationCanceledException>(async () => await enumeration.MoveNextAsync());
        Assert.That(exception!.CancellationToken, Is.EqualTo(cancellation.Token));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Either_token_cancels_a_pending_request(bool isTokenOfTheList)
    {
        using var server = StubHandler.Silent();
        using var api = new FakeApi();
        using var client = new QboxmailClient(api.Options, server);
        using var cancellation = new CancellationTokenSource();
        var domains = client.Domains.ListAsync(cancellationToken: isTokenOfTheList ? cancellation.Token : default);

        var first = domains.FirstAsync(isTokenOfTheList ? default : cancellation.Token).AsTask();
        await server.NextRequestAsync();
        await cancellation.CancelAsync();

        var exception = await Assert.ThrowsAsync<OperationCanceledException>(() => first);
        Assert.That(exception!.Message, Is.EqualTo("Domains_List was canceled."));
        Assert.That(exception.CancellationToken, Is.EqualTo(cancellation.Token));
        Assert.That(server.Count, Is.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_canceled_count_contains_the_token_that_canceled_it(bool isTokenOfTheList)
    {
        using var server = StubHandler.Silent();
        using var api = new FakeApi();
        using var client = new QboxmailClient(api.Options, server);
        using var cancellation = new CancellationTokenSource();
        var domains = client.Domains.ListAsync(cancellationToken: isTokenOfTheList ? cancellation.Token : default);

        var count = domains.GetTotalCountAsync(isTokenOfTheList ? default : cancellation.Token);
        await server.NextRequestAsync();
        await cancellation.CancelAsync();

        var exception = await Assert.ThrowsAsync<OperationCanceledException>(() => count);
        Assert.That(exception!.CancellationToken, Is.EqualTo(cancellation.Token));
    }

    [Test]
    public async Task An_enumeration_leaves_nothing_registered_with_the_token_of_its_caller()
    {
        using var cancellation = new CancellationTokenSource();
        var tokens = new List<CancellationToken>();
        var list = new PagedAsyncEnumerable<string>(
            (number, _, token) =>
            {
                tokens.Add(token);
                return Task.FromResult(new Page<string>(["a", "b"], number, new() { TotalPages = 2 }));
            },
            new PagingOptions(),
            cancellation.Token);

        await list.CountAsync(CancellationToken.None);

        // A linked source is registered with the tokens of the caller until it is disposed of.
        Assert.That(tokens, Has.Count.EqualTo(2));
        Assert.That(tokens, Is.All.Matches<CancellationToken>(IsDisposed));
    }

    [Test]
    public async Task A_cancellation_that_the_caller_did_not_request_propagates_unchanged()
    {
        var foreign = new OperationCanceledException("provider");
        using var unused = new CancellationTokenSource();
        var list = new PagedAsyncEnumerable<string>((_, _, _) => Task.FromException<Page<string>>(foreign), Plain, unused.Token);

        var ofItems = await Assert.ThrowsAsync<OperationCanceledException>(async () => await list.FirstAsync(unused.Token));
        var ofCount = await Assert.ThrowsAsync<OperationCanceledException>(() => list.GetTotalCountAsync(unused.Token));

        Assert.That((ofItems, ofCount), Is.EqualTo((foreign, foreign)));
    }

    private static bool IsDisposed(CancellationToken token)
    {
        try
        {
            return token.WaitHandle is null;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }
}
