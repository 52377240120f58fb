using System.Net;

namespace Qboxmail.Emulator.Tests;

/// <summary>Enumerations of the library under faults that change lists.</summary>
public class ListFaultTests : EmulatorFixture
{
    private protected override Task<EmulatorHarness> StartAsync() => EmulatorHarness.OnClockAsync(new FakeTime { AutoAdvanceDelays = true });

    [Test]
    public async Task A_list_skips_no_remaining_item_when_others_are_deleted_between_pages()
    {
        var names = await CreateDomainsAsync(9);
        var seen = new List<string?>();

        await foreach (var page in Api.Client.Domains.ListAsync(paging: new PagingOptions { PageSize = 3, PrefetchPages = 0 }).AsPages())
        {
            seen.AddRange(page.Items.Select(domain => domain.Name));

            if (seen.Count == 3)
            {
                Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.RowsVanish) { Times = 1, Rows = 2 });
            }
        }

        Assert.That(seen, Is.EqualTo(names));
        Assert.That(await Api.Client.Domains.ListAsync().GetTotalCountAsync(), Is.EqualTo(7));
    }

    [Test]
    public async Task A_list_repeats_no_item_when_others_are_added_between_pages()
    {
        var names = await CreateDomainsAsync(9);
        var seen = new List<string?>();

        await foreach (var page in Api.Client.Domains.ListAsync(paging: new PagingOptions { PageSize = 3, PrefetchPages = 0 }).AsPages())
        {
            seen.AddRange(page.Items.Select(domain => domain.Name));

            if (seen.Count == 3)
            {
                Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.RowsAppear) { Times = 1, Rows = 2 });
            }
        }

        var all = await Api.Client.Domains.ListAsync().ToListAsync();

        Assert.That(seen, Is.EqualTo(names));
        Assert.That(all.Select(domain => domain.Name), Is.EqualTo((string[])[names[0], names[0], .. names]));
        Assert.That(all.Select(domain => domain.Code), Is.Unique);
    }

    [Test]
    public async Task A_mailbox_list_that_returns_404_for_no_items_is_an_empty_list()
    {
        var domain = await Api.CreateActiveDomainAsync();
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.EmptyListNotFound) { Operation = "EmailAccounts_List" });

        var empty = await Api.Client.EmailAccounts.ListAsync(domain).ToListAsync();
        await Api.CreateMailboxAsync(domain);
        var filled = await Api.Client.EmailAccounts.ListAsync(domain).ToListAsync();

        Assert.That((empty.Count, filled.Count), Is.EqualTo((0, 1)));
        Assert.That(Api.Emulator.Requests.Count("Domains_Get"), Is.EqualTo(1), "The library checks that the domain exists.");
    }

    [Test]
    public async Task Cookies_are_not_sent_back()
    {
        using var other = Api.As(new EmulatorToken("other-token"));
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.SetCookie));

        await Api.Client.Domains.ListPageAsync();
        await Api.Client.Domains.ListPageAsync();
        await other.Domains.ListPageAsync();

        Assert.That(Api.Emulator.Requests.Count("Domains_List"), Is.EqualTo(3));
    }

    [Test]
    public async Task The_emulator_rejects_a_request_with_its_own_cookie()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Api.Emulator.Address };
        http.DefaultRequestHeaders.Add("X-Api-Token", Api.Emulator.Token);
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.SetCookie));

        using var first = await http.GetAsync("api/domains");
        using var second = await http.GetAsync("api/domains");

        Assert.That((first.StatusCode, second.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.BadRequest)));
    }

    [TestCase(EmulatorFaultKind.TotalsTooHigh, "\"total_pages\":2,", "\"total_records\":2}")]
    [TestCase(EmulatorFaultKind.TotalsZero, "\"total_pages\":0,", "\"total_records\":0}")]
    [TestCase(EmulatorFaultKind.TotalsAsText, "\"total_pages\":\"many\",", "\"total_records\":\"many\"}")]
    [TestCase(EmulatorFaultKind.ResourcesAsObject, "{\"resources\":{\"0\":{", "\"total_records\":1}")]
    [TestCase(EmulatorFaultKind.EndlessPages, "\"total_pages\":1000000,", "\"total_records\":50000000}")]
    public async Task A_list_fault_changes_the_totals_or_resources_of_the_response(EmulatorFaultKind kind, string first, string second)
    {
        await Api.CreateActiveDomainAsync();
        Api.Emulator.Faults.Add(new EmulatorFault(kind));

        var body = await GetAsync("api/domains?per=50");

        Assert.That(body, Does.Contain(first).And.Contain(second));
    }

    [Test]
    public async Task A_list_fault_can_remove_the_totals()
    {
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.TotalsMissing));

        Assert.That(await GetAsync("api/domains"), Does.Not.Contain("total_"));
    }

    [Test]
    public async Task The_endless_pages_fault_repeats_the_list_with_a_changed_field()
    {
        await Api.CreateActiveDomainAsync();
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.EndlessPages));

        Assert.That(
            await GetAsync("api/domains?page=7"),
            Does.Contain("example.com").And.Contain("\"emulator_page\":7").And.Contain("\"total_pages\":1000000"));
    }

    private async Task<string> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Api-Token", Api.Emulator.Token);
        using var response = await Api.Http.SendAsync(request);

        return await response.Content.ReadAsStringAsync();
    }

    private async Task<string[]> CreateDomainsAsync(int count)
    {
        var names = Enumerable.Range(1, count).Select(number => $"d{number}.example").ToArray();

        foreach (var name in names)
        {
            await Api.Client.Domains.CreateAsync(new CreateDomainRequest(name, Password));
        }

        return names;
    }
}
