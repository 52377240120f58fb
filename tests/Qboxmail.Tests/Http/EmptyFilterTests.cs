using Qboxmail.Http;

namespace Qboxmail.Tests;

/// <summary>A filter that is an empty list matches nothing. The API would take it for no filter.</summary>
public class EmptyFilterTests
{
    private FakeApi _api = null!;
    private QboxmailClient _client = null!;

    [SetUp]
    public void CreateClient()
    {
        _api = new FakeApi();
        _client = _api.CreateClient();
    }

    [TearDown]
    public void DisposeClient()
    {
        _client.Dispose();
        _api.Dispose();
    }

    [Test]
    public async Task An_empty_filter_returns_an_empty_list_without_a_request()
    {
        var accounts = _client.Delivery.Accounts.ListAsync(new() { Ids = [] });
        var page = await _client.Delivery.Accounts.ListPageAsync(new() { Ids = [] }, page: 3);

        Assert.That(await accounts.ToListAsync(), Is.Empty);
        Assert.That(await accounts.GetTotalCountAsync(), Is.Zero);
        Assert.That(
            (page.Items.Count, page.Number, page.Pagination!.Page, page.TotalPages, page.TotalCount), Is.EqualTo((0, 3, 3, 0, 0L)));
        Assert.That(await accounts.AsPages().CountAsync(), Is.EqualTo(1));
        Assert.That(_api.Requests, Is.Empty);
    }

    // It selects fields, not items: an empty result would hide all items.
    [Test]
    public async Task An_empty_list_of_fields_is_rejected()
    {
        var exception = Assert.Throws<ArgumentException>(() => _client.Domains.ListAsync(new() { Pick = [] }));

        Assert.That(exception!.Message, Is.EqualTo("The list 'pick' is empty and would select no field. Use null for all fields."));
        await Assert.ThrowsAsync<ArgumentException>(() => _client.Domains.ListPageAsync(new() { Query = "x", Only = [] }));
    }

    [TestCase("")]
    [TestCase(" ")]
    public void An_empty_text_in_a_list_filter_is_rejected(string text)
    {
        var exception = Assert.Throws<ArgumentException>(() => _client.Domains.ListAsync(new() { Only = ["code", text] }));

        Assert.That(exception!.Message, Is.EqualTo("The list 'only' must not contain an empty string."));
    }

    // The API would split the element, and a comma alone into nothing, which matches everything.
    [TestCase(",")]
    [TestCase("code1,code2")]
    public void A_separator_in_a_list_filter_is_rejected(string text)
    {
        var exception = Assert.Throws<ArgumentException>(() => _client.Domains.ListAsync(new() { Only = [text] }));

        Assert.That(exception!.Message, Is.EqualTo("The list 'only' must not contain ','."));
    }

    [TestCase("")]
    [TestCase(" \t")]
    public async Task An_empty_text_filter_is_rejected(string text)
    {
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => _client.Imports.ListPageAsync(new() { CustomerCode = text }));

        Assert.That(exception!.Message, Is.EqualTo("The value of 'customer_code' is empty and would match everything. Use null for no filter."));
        Assert.Throws<ArgumentException>(() => _client.Domains.ListAsync(new() { Query = text }));
        Assert.Throws<ArgumentException>(() => _client.Imports.ListAsync(new() { Status = new(text) }));
    }

    [Test]
    public async Task A_null_filter_is_not_sent()
    {
        _api.Get("/api/delivery/accounts?page=1", """{"resources": []}""");

        await _client.Delivery.Accounts.ListPageAsync(new() { Ids = null });

        _api.Verify();
    }

    [Test]
    public async Task An_invalid_page_number_is_rejected_despite_an_empty_filter() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _client.Delivery.Accounts.ListPageAsync(new() { Ids = [] }, page: 0));

    [Test]
    public async Task An_empty_filter_of_an_unpaged_list_returns_an_empty_list() =>
        Assert.That(await Connection().GetListAsync(EmptyFilter(), Domain.Read, CancellationToken.None), Is.Empty);

    [Test]
    public async Task An_empty_filter_returns_an_empty_list_whatever_the_other_filters_are()
    {
        var request = EmptyFilter().Query("codes", (IReadOnlyList<long>)[1], ",");

        Assert.That(await Connection().GetListAsync(request, Domain.Read, CancellationToken.None), Is.Empty);
    }

    [Test]
    public void An_empty_filter_of_a_write_or_a_single_value_is_rejected()
    {
        var connection = Connection();

        Assert.Throws<ArgumentException>(() => connection.SendAsync(EmptyFilter(), CancellationToken.None));
        Assert.Throws<ArgumentException>(() => connection.CreateAsync(EmptyFilter(), CancellationToken.None));
        Assert.Throws<ArgumentException>(() => connection.GetItemAsync(EmptyFilter(), Domain.Read, CancellationToken.None));
        var exception = Assert.Throws<ArgumentException>(() => connection.GetValueAsync(EmptyFilter(), Domain.Read, CancellationToken.None));
        Assert.That(
            exception!.Message,
            Is.EqualTo("A filter of Test_Operation is an empty list, which would match nothing. Use null for no filter."));
        Assert.That(_api.Requests, Is.Empty);
    }

    private static ApiRequest EmptyFilter() =>
        new ApiRequest(new ApiOperation("Test_Operation", HttpMethod.Delete, "api/test")).Query("ids", (IReadOnlyList<long>)[], ",");

    private static ApiConnection Connection() => new(null!);
}
