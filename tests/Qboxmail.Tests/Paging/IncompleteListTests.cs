using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;

namespace Qboxmail.Tests;

/// <summary>A list goes on while a total promises more. It never ends with fewer items in silence.</summary>
public class IncompleteListTests : ApiTests
{
    private static readonly PagingOptions Plain = new() { PageSize = 5, PrefetchPages = 0 };

    [TestCase("null")]
    [TestCase("4")]
    [TestCase("\"none\"")]
    public async Task An_empty_page_in_the_middle_does_not_end_a_list_with_more_pages(string records)
    {
        var pagination = $$"""{"total_pages": 3, "total_records": {{records}}}""";

        var (codes, exception) = await EnumerateAsync(
            Plain, DomainPages.With(pagination, "D1", "D2"), DomainPages.With(pagination), DomainPages.With(pagination, "D5", "D6"));

        Assert.That((codes, exception), Is.EqualTo((new[] { "D1", "D2", "D5", "D6" }, (QboxmailApiException?)null)));
    }

    [Test]
    public async Task An_empty_last_page_does_not_end_a_list_whose_item_count_promises_more()
    {
        var codes = await ScriptedPages.EnumerateAsync(Plain, (1, "D1 D2", 6, 2), (2, "", 6, 2), (3, "D3 D4 D5 D6", 6, 2));

        Assert.That(codes, Is.EqualTo("D1 D2 D3 D4 D5 D6"));
    }

    [Test]
    public async Task A_list_with_an_empty_middle_page_throws_when_the_reported_item_count_is_not_reached()
    {
        const string pagination = """{"total_pages": 3, "total_records": 6}""";

        var (codes, exception) = await EnumerateAsync(
            Plain,
            DomainPages.With(pagination, "D1", "D2"),
            DomainPages.With(pagination),
            DomainPages.With(pagination, "D5", "D6"),
            DomainPages.With(pagination));

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2", "D5", "D6" }));
        Assert.That(exception!.Message, Is.EqualTo(
            "The list returned by Domains_List is incomplete: the API reported 6 items, but returned 4. "
            + "Enumerate it again, or set PagingOptions.AllowIncomplete to accept an incomplete list."));
        Assert.That((exception.Reason, exception.OperationId), Is.EqualTo((QboxmailErrorReason.Unexpected, "Domains_List")));
    }

    [TestCase("""{"per": 5, "total_records": 7}""")]
    [TestCase("""{"total_records": 7}""")]
    [TestCase("""{"total_records": "7"}""")]
    [TestCase("""{"per": 5, "total_pages": 2, "total_records": 7}""")]
    [TestCase("""{"per": 5, "total_pages": 4}""")]
    [TestCase("""{"per": 5, "total_pages": 4, "total_records": 0}""")]
    [TestCase("""{"per": 2, "total_pages": 0, "total_records": 0}""")]
    [TestCase("""{"per": 2, "total_pages": "?", "total_records": "?"}""")]
    public async Task A_list_whose_page_size_is_capped_is_complete(string pagination)
    {
        var (codes, exception) = await EnumerateAsync(
            Plain,
            DomainPages.With(pagination, "D1", "D2"),
            DomainPages.With(pagination, "D3", "D4"),
            DomainPages.With(pagination, "D5", "D6"),
            DomainPages.With(pagination, "D7"));

        Assert.That((codes, exception), Is.EqualTo((new[] { "D1", "D2", "D3", "D4", "D5", "D6", "D7" }, (QboxmailApiException?)null)));
    }

    [TestCase("""{"total_records": 10}""")]
    [TestCase("""{"total_pages": 2}""")]
    [TestCase("""{"total_pages": 2, "total_records": 10}""")]
    public async Task A_404_before_the_reported_end_of_a_list_throws(string pagination)
    {
        var list = new PagedAsyncEnumerable<Domain>(
            (page, _, _) => page == 1
                ? Task.FromResult(new Page<Domain>([new() { Code = "D1" }, new() { Code = "D2" }], 1, PaginationOf(pagination)))
                : Task.FromException<Page<Domain>>(new QboxmailApiException("404", HttpStatusCode.NotFound, QboxmailErrorReason.NotFound)),
            Plain,
            CancellationToken.None);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(async () => await list.CountAsync());

        Assert.That(exception!.Message, Does.StartWith("The list is incomplete: "));
    }

    [Test]
    public async Task AllowIncomplete_ends_an_incomplete_list_with_a_warning()
    {
        using var log = new RecordedLog();
        using var http = new HttpClient(Api.Handler, disposeHandler: false) { BaseAddress = FakeApi.Address };
        using var client = new QboxmailClient(Api.Options, () => http, log.CreateLogger("Qboxmail"));
        Api.Get("/api/domains?page=1&per=5", DomainPages.With("""{"total_pages": 1, "total_records": 3}""", "D1", "D2"))
            .Get("/api/domains?page=2&per=5", DomainPages.With("""{"total_pages": 1, "total_records": 3}"""));

        var count = await client.Domains.ListAsync(paging: new() { PageSize = 5, PrefetchPages = 0, AllowIncomplete = true }).CountAsync();

        Assert.That(count, Is.EqualTo(2));
        Assert.That(
            log.Own.Where(entry => entry.Level == LogLevel.Warning).Select(entry => entry.Text),
            Is.EqualTo(new[] { "The list returned by Domains_List may be incomplete: the API reported 3 items, but returned 2." }));
        Api.Verify();
    }

    [Test]
    public async Task AsPages_of_an_incomplete_list_throws_the_same_exception()
    {
        var (list, _) = CountedPages.Of(
            number => new Page<Domain>(number == 1 ? Domains(1, 1) : [], number, new() { TotalPages = 2, TotalRecords = 2 }));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(async () => await list.AsPages().CountAsync());

        Assert.That(exception!.Message, Does.Contain("the API reported 2 items, but returned 1"));
    }

    [TestCase("""{"per": 100, "total_pages": 3, "total_records": 250}""")]
    [TestCase("""{"total_pages": 3, "total_records": 250}""")]
    [TestCase("""{"total_pages": 3}""")]
    public async Task Items_before_the_start_page_count_toward_the_reported_total(string pagination)
    {
        var (list, requests) = CountedPages.Of(
            number => new Page<Domain>(Domains(number == 2 ? 100 : 50, number), number, PaginationOf(pagination)),
            new() { StartPage = 2, PrefetchPages = 0 });

        Assert.That(await list.CountAsync(), Is.EqualTo(150));
        Assert.That(requests(), Is.EqualTo(2));
    }

    [Test]
    public async Task Items_missing_after_a_later_start_page_cause_an_exception()
    {
        var (list, _) = CountedPages.Of(
            number => new Page<Domain>(number < 4 ? Domains(2, number) : [], number, new() { TotalRecords = 9 }),
            new() { PageSize = 2, StartPage = 2, PrefetchPages = 0 });

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(async () => await list.CountAsync());

        Assert.That(exception!.Message, Does.Contain("the API reported 9 items, but returned 4 starting at page 2"));
    }

    [TestCase(1)]
    [TestCase(2)]
    public async Task The_reported_page_size_shows_how_many_items_precede_a_later_start_page(int size)
    {
        var (list, _) = CountedPages.Of(
            number => new Page<Domain>(
                number == 3 ? Domains(size, number) : [], number, new() { TotalRecords = 10, Per = number == 3 ? size : null }),
            new() { PageSize = 100, StartPage = 3, PrefetchPages = 0 });

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(async () => await list.CountAsync());

        Assert.That(exception!.Message, Does.Contain($"the API reported 10 items, but returned {size} starting at page 3"));
    }

    [TestCase(null)]
    [TestCase(0)]
    public async Task A_short_page_before_empty_ones_does_not_show_how_many_items_precede_it(int? reportedSize)
    {
        var (list, _) = CountedPages.Of(
            number => new Page<Domain>(number == 2 ? Domains(2, number) : [], number, new() { TotalRecords = 102, Per = reportedSize }),
            new() { PageSize = 100, StartPage = 2, PrefetchPages = 0 });

        Assert.That(await list.CountAsync(), Is.EqualTo(2));
    }

    [Test]
    public async Task An_incomplete_list_does_not_prove_a_deletion()
    {
        const string incomplete = """{"resources": [{"code": "I1"}], "pagination": {"total_pages": 1, "total_records": 2}}""";
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Time.AutoAdvanceDelays = true;
        api.Get($"/api/imports?page=1&per={ApiRoute.LargestPage}", incomplete)
            .Get($"/api/imports?page=2&per={ApiRoute.LargestPage}", """{"resources": [], "pagination": {"total_pages": 1, "total_records": 2}}""")
            .Get(
                $"/api/imports?page=1&per={ApiRoute.LargestPage}",
                """{"resources": [{"code": "I1"}], "pagination": {"total_pages": 1, "total_records": 1}}""");

        await client.Imports.WaitUntilDeletedAsync("I2");

        Assert.That(api.Time.Pauses, Has.Count.EqualTo(1));
        api.Verify();
    }

    [Test]
    public async Task A_list_that_reports_the_number_of_remaining_items_is_complete()
    {
        Api.Get("/api/domains?page=1&per=5", DomainPages.With("""{"total_records": 5}""", "D1", "D2"))
            .Get("/api/domains?page=2&per=5", DomainPages.With("""{"total_records": 3}""", "D3", "D4"))
            .Get("/api/domains?page=3&per=5", DomainPages.With("""{"total_records": 1}""", "D5"))
            // A page after the end may be a repeated one, which hides deletions.
            .Get("/api/domains?page=2&per=5", DomainPages.With("""{"total_records": 3}""", "D3", "D4"));

        var codes = await Client.Domains.ListAsync(paging: Plain).Select(domain => domain.Code).ToListAsync();

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2", "D3", "D4", "D5" }));
        Api.Verify();
    }

    [Test]
    public async Task Items_that_shift_up_are_found_when_only_the_page_count_shrinks()
    {
        Api.Get("/api/domains?page=1&per=5", DomainPages.With("""{"total_pages": 3}""", "D1", "D2"))
            .Get("/api/domains?page=2&per=5", DomainPages.With("""{"total_pages": 2}""", "D4", "D5"))
            .Get("/api/domains?page=1&per=5", DomainPages.With("""{"total_pages": 2}""", "D2", "D3"));

        var codes = await Client.Domains.ListAsync(paging: Plain).Select(domain => domain.Code).ToListAsync();

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2", "D3", "D4", "D5" }));
        Api.Verify();
    }

    private static Domain[] Domains(int count, int page) =>
        [.. Enumerable.Range(1, count).Select(number => new Domain { Code = $"D{page}-{number}" })];

    private static Pagination PaginationOf(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        int? Number(string name) => document.RootElement.TryGetProperty(name, out var value) ? value.GetInt32() : null;

        return new Pagination { Per = Number("per"), TotalPages = Number("total_pages"), TotalRecords = Number("total_records") };
    }

    private static async Task<(string[] Codes, QboxmailApiException? Exception)> EnumerateAsync(PagingOptions options, params string[] responses)
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        var codes = new List<string>();
        QboxmailApiException? exception = null;

        for (var page = 1; page <= responses.Length; page++)
        {
            api.Get($"/api/domains?page={page.ToString(CultureInfo.InvariantCulture)}&per=5", responses[page - 1]);
        }

        try
        {
            await foreach (var domain in client.Domains.ListAsync(paging: options))
            {
                codes.Add(domain.Code);
            }
        }
        catch (QboxmailApiException caught)
        {
            exception = caught;
        }

        api.Verify();
        return ([.. codes], exception);
    }
}
