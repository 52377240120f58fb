using Microsoft.Extensions.Time.Testing;

namespace Qboxmail.Emulator.Tests;

public class DeliveryDomainTests : EmulatorFixture
{
    private FakeTimeProvider _time = null!;
    private QboxmailEmulatorOptions _options = null!;

    private protected override Task<EmulatorHarness> StartAsync()
    {
        _time = EmulatorHarness.CreateClock();
        return EmulatorHarness.StartAsync(_time, options => _options = options);
    }

    [Test]
    public async Task A_delivery_domain_is_verified_then_approved_then_enabled()
    {
        var code = (await CreateAsync()).Code;
        var states = new List<string> { await StateAsync(code) };

        await Api.Client.Delivery.Domains.VerifyDnsAsync(code);

        for (var minute = 0; minute < 2; minute++)
        {
            Pass();
            states.Add(await StateAsync(code));
        }

        Assert.That(states,
            Is.EqualTo(["not_verified, not_verified, need_approval", "not_verified, verified, need_approval", "enabled, verified, approved"]));
    }

    [Test]
    public async Task A_delivery_domain_is_blocked_when_the_provider_does_not_approve_it()
    {
        _options.Outcomes.DeliveryDomainsAreApproved = false;
        var code = (await CreateAsync()).Code;

        await Api.Client.Delivery.Domains.VerifyDnsAsync(code);
        Pass();
        Pass();

        Assert.That((await GetAsync(code)).DisplayStatus, Is.EqualTo(DeliveryDomainDisplayStatus.Blocked));
        Assert.That(
            (await Assert.ThrowsAsync<QboxmailWaitFailedException>(() => Api.Client.Delivery.Domains.WaitUntilVerifiedAsync(code)))!.Status,
            Is.EqualTo("blocked"));
    }

    [Test]
    public async Task A_delivery_domain_reports_missing_DNS_records_until_all_are_published()
    {
        _options.AssumesProofPublished = false;
        var domain = await CreateAsync();
        var records = ((IReadOnlyList<object?>)domain.CnameVerificationRecords!).Cast<IReadOnlyDictionary<string, object?>>().ToList();

        foreach (var record in records)
        {
            Api.Emulator.PublishDnsRecord((string)record["name"]!, (string)record["value"]!);
        }

        await VerifyAsync(domain.Code);
        var before = await GetAsync(domain.Code);
        Api.Emulator.PublishDnsRecord("example.com", domain.TxtSpfRecord!);
        await VerifyAsync(domain.Code);
        var after = await GetAsync(domain.Code);

        Assert.That(records.Select(record => record["name"]),
            Is.EqualTo([$"{domain.DkimSelectorTr}.example.com", $"{domain.DkimSelectorNl}.example.com"]));
        Assert.That(
            (before.DkimLastCheckOk, before.SpfLastCheckOk, DocumentedTime.Of(before.SpfLastCheckedAt)),
            Is.EqualTo((true, false, DocumentedTime.Of("DeliveryDomain", "spf_last_checked_at", _time.GetUtcNow().AddMinutes(-3)))));
        Assert.That((before.DnsVerificationStatus?.Value, after.DnsVerificationStatus?.Value), Is.EqualTo(("not_verified", "verified")));
    }

    [Test]
    public async Task A_delivery_domain_is_misconfigured_when_its_DNS_records_disappear()
    {
        var code = (await CreateAsync()).Code;
        await VerifyAsync(code);

        _options.AssumesProofPublished = false;
        await VerifyAsync(code);

        Assert.That((await GetAsync(code)).DisplayStatus, Is.EqualTo(DeliveryDomainDisplayStatus.Misconfigured));
    }

    [Test]
    public async Task A_delivery_domain_can_be_disabled_and_enabled()
    {
        var code = (await CreateAsync()).Code;
        await VerifyAsync(code);

        var off = await Api.Client.Delivery.Domains.SetStatusAsync(code, new SetDeliveryDomainStatusRequest(ActivationStatus.Disabled));
        var on = await Api.Client.Delivery.Domains.SetStatusAsync(code, new SetDeliveryDomainStatusRequest(ActivationStatus.Enabled));

        Assert.That(
            (off.DisplayStatus, on.DisplayStatus),
            Is.EqualTo(((DeliveryDomainDisplayStatus?)"disabled", (DeliveryDomainDisplayStatus?)"enabled")));
    }

    [Test]
    public async Task A_delivery_domain_name_is_unique_across_customers()
    {
        await CreateAsync();
        var other = Api.As(new EmulatorToken("other-token") { CustomerCode = "CUSTOMER2" });

        Assert.That(await RefusalAsync(() => other.Delivery.Domains.CreateAsync(new CreateDeliveryDomainRequest("Example.com"))),
            Is.EqualTo("422, name already exists"));
        Assert.That(await RefusalAsync(() => other.Delivery.Domains.CreateAsync(new CreateDeliveryDomainRequest("example"))),
            Is.EqualTo("422, name is not valid"));
    }

    [Test]
    public async Task A_delivery_domain_returns_the_accounts_that_send_for_it()
    {
        var domain = (await CreateAsync()).Code;
        var account =
            (await Api.Client.Delivery.Accounts.CreateAsync(new CreateDeliveryAccountRequest("Shop", DeliveryAccountType.Transactional))).Id;

        await Api.Client.Delivery.Accounts.UpdateAsync(account, new UpdateDeliveryAccountRequest { DomainCodes = [domain] });
        var linked = await GetAsync(domain);
        await Api.Client.Delivery.Accounts.UpdateAsync(account, new UpdateDeliveryAccountRequest { DomainCodes = [] });
        var free = await GetAsync(domain);

        Assert.That((linked.AccountsCount, linked.Accounts), Is.EqualTo((1L, new object[] { account })));
        Assert.That((free.AccountsCount, free.Accounts), Is.EqualTo((0L, Array.Empty<object>())));
    }

    [Test]
    public async Task A_deleted_delivery_domain_is_removed_from_its_accounts()
    {
        var domain = (await CreateAsync()).Code;
        var account =
            (await Api.Client.Delivery.Accounts.CreateAsync(new CreateDeliveryAccountRequest("Shop", DeliveryAccountType.Transactional))).Id;
        await Api.Client.Delivery.Accounts.UpdateAsync(account, new UpdateDeliveryAccountRequest { DomainCodes = [domain] });

        await Api.Client.Delivery.Domains.DeleteAsync(domain);
        Pass();

        Assert.That((await Api.Client.Delivery.Accounts.GetAsync(account)).Domains, Is.Empty);
        Assert.That(await RefusalAsync(() => GetAsync(domain)), Is.EqualTo("404"));
    }

    private void Pass() => _time.Advance(TimeSpan.FromMinutes(1));

    private Task<DeliveryDomain> CreateAsync() => Api.Client.Delivery.Domains.CreateAsync(new CreateDeliveryDomainRequest("example.com"));

    private Task<DeliveryDomain> GetAsync(string code) => Api.Client.Delivery.Domains.GetAsync(code);

    /// <summary>Verifies the records, and waits for the approval that may follow.</summary>
    private async Task VerifyAsync(string code)
    {
        await Api.Client.Delivery.Domains.VerifyDnsAsync(code);
        Pass();
        Pass();
    }

    private async Task<string> StateAsync(string code) =>
        await GetAsync(code) is var domain ? $"{domain.DisplayStatus}, {domain.DnsVerificationStatus}, {domain.ApprovalStatus}" : "";
}
