using System.Globalization;

namespace Qboxmail.Emulator.Tests;

public class SuppressionListTests : EmulatorFixture
{
    private protected override Task<EmulatorHarness> StartAsync() => EmulatorHarness.StartAsync(options => options.AllowInferred = true);

    [Test]
    public async Task An_address_is_suppressed_only_once()
    {
        await AddAsync("Giulia@example.org", SuppressionReason.Complaint);

        Assert.That(await RefusalAsync(() => AddAsync("giulia@example.org", SuppressionReason.Bounce)),
            Is.EqualTo("422, email already exists"));
        Assert.That(await RefusalAsync(() => AddAsync("nobody", SuppressionReason.Bounce)), Is.EqualTo("422, email is not valid"));
        Assert.That((await GetAsync("GIULIA@example.org")).Reason, Is.EqualTo(SuppressionReason.Complaint));
    }

    [Test]
    public async Task A_suppression_list_belongs_to_one_customer()
    {
        await AddAsync("giulia@example.org", SuppressionReason.Complaint);
        var other = Api.As(new EmulatorToken("other-token") { CustomerCode = "CUSTOMER2" });

        await other.Delivery.SuppressionLists.CreateAsync(new CreateSuppressionEntryRequest("giulia@example.org", SuppressionReason.Bounce));

        Assert.That((await GetAsync("giulia@example.org")).Reason, Is.EqualTo(SuppressionReason.Complaint));
    }

    [Test]
    public async Task Suppression_entries_are_filtered_by_status_reason_account_and_date()
    {
        var account =
            (await Api.Client.Delivery.Accounts.CreateAsync(new CreateDeliveryAccountRequest("Shop", DeliveryAccountType.Transactional))).Id;
        var other = (await Api.Client.Delivery.Accounts.CreateAsync(new CreateDeliveryAccountRequest("News", DeliveryAccountType.Newsletter))).Id;
        await AddAsync("all@example.org", SuppressionReason.Complaint);
        await AddAsync("one@example.org", SuppressionReason.Bounce, $"{account}");
        await Api.Client.Delivery.SuppressionLists.UpdateAsync(new UpdateSuppressionEntryRequest("all@example.org") { Active = false });
        var today = DateTime.Parse(Api.Emulator.State.Suppressions.Rows[0].Text("created_at")![..10], CultureInfo.InvariantCulture);

        async Task<string> FindAsync(SuppressionListsListQuery query) =>
            string.Join(' ', (await Api.Client.Delivery.SuppressionLists.ListPageAsync(query)).Items.Select(entry => entry.Email.Split('@')[0]));

        Assert.That(await FindAsync(new SuppressionListsListQuery { Status = SuppressionEntryStatusFilter.Enabled }), Is.EqualTo("one"));
        Assert.That(await FindAsync(new SuppressionListsListQuery { Status = SuppressionEntryStatusFilter.Disabled }), Is.EqualTo("all"));
        Assert.That(await FindAsync(new SuppressionListsListQuery { Status = SuppressionEntryStatusFilter.All }), Is.EqualTo("all one"));
        Assert.That(await FindAsync(new SuppressionListsListQuery { Reason = SuppressionReason.Bounce }), Is.EqualTo("one"));
        Assert.That(await FindAsync(new SuppressionListsListQuery { AccountId = account }), Is.EqualTo("all one"));
        Assert.That(await FindAsync(new SuppressionListsListQuery { AccountCode = $"{other}" }), Is.EqualTo("all"));
        Assert.That(await FindAsync(new SuppressionListsListQuery { AddedOn = today }), Is.EqualTo("all one"));
        Assert.That(await FindAsync(new SuppressionListsListQuery { AddedOn = new DateTime(2000, 1, 1) }), Is.Empty);
        Assert.That(await FindAsync(new SuppressionListsListQuery { Category = "unknown_user" }), Is.Empty);
    }

    [Test]
    public async Task A_suppression_entry_rejects_unknown_accounts()
    {
        Assert.That(await RefusalAsync(() => AddAsync("giulia@example.org", SuppressionReason.Bounce, "1")),
            Is.EqualTo("422, accounts is not valid"));
    }

    [Test]
    public async Task A_suppression_import_adds_the_addresses_of_a_file()
    {
        await AddAsync("known@example.org", SuppressionReason.Complaint);
        const string csv = "email;reason\nknown@example.org;bounce\n\"new@example.org\";bounce\nno address\nplain@example.org\n";

        await Api.Client.Delivery.SuppressionLists.ImportAsync(new ImportSuppressionListRequest("list.csv", csv));

        Assert.That((await Api.Client.Delivery.SuppressionLists.ListPageAsync()).Items.Select(entry => $"{entry.Email} {entry.Reason}"),
            Is.EqualTo(["known@example.org complaint", "new@example.org bounce", "plain@example.org complaint"]));
    }

    [Test]
    public async Task A_deleted_suppression_entry_is_no_longer_found()
    {
        await AddAsync("giulia@example.org", SuppressionReason.Complaint);

        await Api.Client.Delivery.SuppressionLists.DeleteAsync("giulia@example.org");

        Assert.That(await RefusalAsync(() => GetAsync("giulia@example.org")), Is.EqualTo("404"));
        Assert.That(await RefusalAsync(
            () => Api.Client.Delivery.SuppressionLists.UpdateAsync(new UpdateSuppressionEntryRequest("giulia@example.org"))),
            Is.EqualTo("404"));
    }

    private Task AddAsync(string email, SuppressionReason reason, params string[] accounts) =>
        Api.Client.Delivery.SuppressionLists.CreateAsync(
            new CreateSuppressionEntryRequest(email, reason) { Accounts = accounts.Length == 0 ? null : accounts });

    private Task<SuppressionEntry> GetAsync(string email) =>
        Api.Client.Delivery.SuppressionLists.GetDetailsAsync(new GetSuppressionEntryRequest(email));
}
