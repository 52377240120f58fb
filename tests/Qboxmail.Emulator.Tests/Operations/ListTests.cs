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
    public async Task Are_in_the_order_of_creation_unless_told_otherwise()
    {
        Assert.That(await SortAsync(null, null), Is.EqualTo("b c a"));
        Assert.That(await SortAsync("name", SortDirection.None), Is.EqualTo("b c a"));
        Assert.That(await SortAsync("nothing", SortDirection.Desc), Is.EqualTo("b c a"));
    }

    [Test]
    public async Task Are_sorted_by_text_or_number()
    {
        Assert.That(await SortAsync("name", SortDirection.Asc), Is.EqualTo("a b c"));
        Assert.That(await SortAsync("name", SortDirection.Desc), Is.EqualTo("c b a"));
        Assert.That(await SortAsync("max_email_accounts", SortDirection.Asc), Is.EqualTo("c b a"));
        Assert.That(await SortAsync("max_email_accounts", SortDirection.Desc), Is.EqualTo("a b c"));
    }

    [Test]
    public async Task Are_searched_for_a_part_of_any_text()
    {
        Assert.That((await Api.Client.Domains.ListPageAsync(new DomainsListQuery { Query = "EXAMPLE.COM" })).Items.Select(domain => domain.Name),
            Is.EqualTo(["b.example.com", "c.example.com"]));
        Assert.That((await Api.Client.Domains.ListPageAsync(new DomainsListQuery { Query = "nothing" })).TotalCount, Is.Zero);
    }

    [Test]
    public async Task Are_searched_for_what_rows_show_only()
    {
        await Api.Client.Delivery.Accounts.CreateAsync(new CreateDeliveryAccountRequest("Shop", DeliveryAccountType.Transactional));

        Assert.That((await Api.Client.Delivery.Accounts.ListPageAsync(new DeliveryAccountsListQuery { Query = "Emulator-" })).Items, Is.Empty);
        Assert.That(
            (await Api.Client.Delivery.Accounts.ListPageAsync(new DeliveryAccountsListQuery { Query = "shop" })).Items,
            Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Are_filtered_by_a_field()
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
    public async Task Tell_what_was_asked_for()
    {
        var pagination = (await Api.Client.Vault.ListDomainsPageAsync(
            new VaultListDomainsQuery { Query = "example", SortField = "name", Sort = SortDirection.Desc }, page: 2, pageSize: 2)).Pagination!;

        Assert.That(
            (pagination.Per, pagination.Page, pagination.TotalPages, pagination.TotalRecords),
            Is.EqualTo(((int?)2, (int?)2, (int?)2, (long?)3)));
        Assert.That((pagination.Query, pagination.SortField, pagination.Sort), Is.EqualTo(("example", "name", "desc")));
    }

    [Test]
    public async Task End_with_a_page_that_is_empty_beyond_the_last()
    {
        var beyond = await AskAsync("page=2147483647&per=2147483647");
        var one = await AskAsync("per=2147483647");

        Assert.That((beyond["resources"]!.AsArray().Count, (int)beyond["pagination"]!["total_records"]!), Is.EqualTo((0, 3)));
        Assert.That((one["resources"]!.AsArray().Count, (int)one["pagination"]!["total_pages"]!), Is.EqualTo((3, 1)));
    }

    [Test]
    public async Task Show_the_fields_that_are_picked()
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
