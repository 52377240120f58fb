using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Tests;

public class ListTests : EmulatorFixture
{
    private protected override Task<EmulatorHarness> StartAsync() => EmulatorHarness.StartAsync(options => options.AllowInferred = true);

    [SetUp]
    public async Task Fill()
    {
        foreach (var (name, accounts) in new[] { ("b.example.com", 10), ("C.example.com", 9), ("a.example.org", 100) })
        {
            await Api.Client.Domains.CreateAsync(
                new CreateDomainRequest(name, Password) { MaxEmailAccounts = accounts });
        }
    }

    [Test]
    public async Task A_list_is_in_creation_order_by_default()
    {
        Assert.That(await SortAsync(null, null), Is.EqualTo("b c a"));
        Assert.That(await SortAsync("name", SortDirection.None), Is.EqualTo("b c a"));
        Assert.That(await SortAsync("nothing", SortDirection.Desc), Is.EqualTo("b c a"));
    }

    [Test]
    public async Task A_list_is_sorted_by_text_or_number()
    {
        Assert.That(await SortAsync("name", SortDirection.Asc), Is.EqualTo("a b c"));
        Assert.That(await SortAsync("name", SortDirection.Desc), Is.EqualTo("c b a"));
        Assert.That(await SortAsync("max_email_accounts", SortDirection.Asc), Is.EqualTo("c b a"));
        Assert.That(await SortAsync("max_email_accounts", SortDirection.Desc), Is.EqualTo("a b c"));
    }

    [Test]
    public async Task A_list_query_searches_all_text_fields()
    {
        Assert.That((await Api.Client.Domains.ListPageAsync(new DomainsListQuery { Query = "EXAMPLE.COM" })).Items.Select(domain => domain.Name),
            Is.EqualTo(["b.example.com", "c.example.com"]));
        Assert.That((await Api.Client.Domains.ListPageAsync(new DomainsListQuery { Query = "nothing" })).TotalCount, Is.Zero);
    }

    [Test]
    public async Task A_list_query_searches_only_the_returned_fields()
    {
        await Api.Client.Delivery.Accounts.CreateAsync(new CreateDeliveryAccountRequest("Shop", DeliveryAccountType.Transactional));

        Assert.That((await Api.Client.Delivery.Accounts.ListPageAsync(new DeliveryAccountsListQuery { Query = "Emulator-" })).Items, Is.Empty);
        Assert.That(
            (await Api.Client.Delivery.Accounts.ListPageAsync(new DeliveryAccountsListQuery { Query = "shop" })).Items,
            Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_list_is_filtered_by_status()
    {
        foreach (var name in new[] { "ada", "ugo" })
        {
            await Api.Client.TeamMembers.CreateAsync(
                new CreateTeamMemberRequest($"{name}@example.com", name, Password, Password));
        }

        var ugo = (await Api.Client.TeamMembers.ListPageAsync(new TeamMembersListQuery { Query = "ugo" })).Items[0].Code;
        await Api.Client.TeamMembers.SetStatusAsync(ugo, new SetTeamMemberStatusRequest(ActivationStatus.Disabled));

        async Task<long?> CountAsync(TeamMemberStatusFilter status) =>
            (await Api.Client.TeamMembers.ListPageAsync(new TeamMembersListQuery { Status = status })).TotalCount;

        Assert.That(
            (await CountAsync(TeamMemberStatusFilter.All), await CountAsync(TeamMemberStatusFilter.Enabled), await CountAsync(
                TeamMemberStatusFilter.Disabled)),
            Is.EqualTo(((long?)2, (long?)1, (long?)1)));
    }

    [Test]
    public async Task A_list_returns_the_requested_paging_and_sorting()
    {
        var pagination = (await Api.Client.Vault.ListDomainsPageAsync(
            new VaultListDomainsQuery { Query = "example", SortField = "name", Sort = SortDirection.Desc }, page: 2, pageSize: 2)).Pagination!;

        Assert.That(
            (pagination.Per, pagination.Page, pagination.TotalPages, pagination.TotalRecords),
            Is.EqualTo(((int?)2, (int?)2, (int?)2, (long?)3)));
        Assert.That((pagination.Query, pagination.SortField, pagination.Sort), Is.EqualTo(("example", "name", "desc")));
    }

    [Test]
    public async Task A_list_page_beyond_the_last_is_empty()
    {
        var beyond = await AskAsync($"page=2147483647&per={ApiRoute.MaximumPage}");
        var one = await AskAsync($"per={ApiRoute.MaximumPage}");

        Assert.That((beyond["resources"]!.AsArray().Count, (int)beyond["pagination"]!["total_records"]!), Is.EqualTo((0, 3)));
        Assert.That((one["resources"]!.AsArray().Count, (int)one["pagination"]!["total_pages"]!), Is.EqualTo((3, 1)));
    }

    [Test]
    public async Task A_list_returns_only_the_selected_fields()
    {
        foreach (var name in new[] { "pick", "only" })
        {
            var answer = await AskAsync($"{name}=code,name");

            Assert.That(answer["resources"]![0]!.AsObject().Select(field => field.Key), Is.EquivalentTo(["code", "name"]));
        }
    }

    private async Task<JsonNode> AskAsync(string query) =>
        JsonNode.Parse((await Api.Client.SendAsync(HttpMethod.Get, $"/api/domains?{query}")).Body)!;

    private async Task<string> SortAsync(string? field, SortDirection? direction)
    {
        var page = await Api.Client.Vault.ListDomainsPageAsync(new VaultListDomainsQuery { SortField = field, Sort = direction });
        return string.Join(' ', page.Items.Select(domain => domain.Name![..1]));
    }
}
