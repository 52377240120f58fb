namespace Qboxmail.Emulator.Tests;

public class DomainAliasTests
{
    [Test]
    public async Task A_domain_alias_is_enabled_after_its_ownership_is_verified()
    {
        var time = EmulatorHarness.CreateClock();
        await using var api = await EmulatorHarness.StartAsync(time);
        var (domain, alias) = await CreateAsync(api);
        var states = new List<string>();

        async Task LookAsync() =>
            states.Add(await api.Client.DomainAliases.GetAsync(domain, alias) is var row ? $"{row.Status} {row.StatusDetail}" : "");

        await LookAsync();
        await api.Client.DomainAliases.VerifyDnsOwnershipAsync(domain, alias);
        await LookAsync();
        time.Advance(TimeSpan.FromMinutes(1));
        await LookAsync();
        time.Advance(TimeSpan.FromMinutes(1));
        await LookAsync();

        Assert.That(states, Is.EqualTo(["ownership_check ok", "ownership_check ok", "enabled updating", "enabled ok"]));
    }

    [Test]
    public async Task A_domain_alias_is_verified_once_its_expected_DNS_record_is_published()
    {
        await using var api = await EmulatorHarness.StartAsync(options =>
        {
            options.AllowInferred = true;
            options.AssumesProofPublished = false;
        });
        var domain =
            (await api.Client.Domains.CreateAsync(new CreateDomainRequest("example.com", Password))).ResourceCode;
        var alias = (await api.Client.DomainAliases.CreateAsync(domain, new CreateDomainAliasRequest("example.net"))).ResourceCode;

        var before = await api.Client.DomainAliases.VerifyDnsOwnershipNowAsync(domain, alias);
        api.Emulator.PublishDnsRecord(before.ExpectedRecord!.Name!, before.ExpectedRecord.Value!);
        var after = await api.Client.DomainAliases.VerifyDnsOwnershipNowAsync(domain, alias);

        Assert.That((before.Verified, before.ActivationQueued, before.ResolvedIp), Is.EqualTo((false, false, (string?)null)));
        Assert.That(before.ExpectedRecord.Name, Is.EqualTo($"{alias.ToLowerInvariant()}.example.net"));
        Assert.That((after.Verified, after.ActivationQueued, after.ResolvedIp), Is.EqualTo((true, true, before.ExpectedRecord.Value)));
        Assert.That((await api.Client.DomainAliases.WaitUntilReadyAsync(domain, alias)).Name, Is.EqualTo("example.net"));
    }

    [Test]
    public async Task A_domain_alias_name_must_differ_from_domains_and_other_aliases()
    {
        await using var api = await StartAsync();
        var (domain, _) = await CreateAsync(api);

        Assert.That(await RefusalAsync(() => api.Client.DomainAliases.CreateAsync(domain, new CreateDomainAliasRequest("Example.com"))),
            Is.EqualTo("422, name already exists"));
        Assert.That(await RefusalAsync(() => api.Client.DomainAliases.CreateAsync(domain, new CreateDomainAliasRequest("example.net"))),
            Is.EqualTo("422, name already exists"));
        Assert.That(await RefusalAsync(() => api.CreateActiveDomainAsync("example.net")), Is.EqualTo("422, name already exists"));
        Assert.That(await RefusalAsync(() => api.Client.DomainAliases.CreateAsync(domain, new CreateDomainAliasRequest("no name"))),
            Is.EqualTo("422, name is not valid"));
    }

    [Test]
    public async Task A_domain_alias_is_counted_by_its_domain_until_it_is_deleted()
    {
        var time = EmulatorHarness.CreateClock();
        await using var api = await EmulatorHarness.StartAsync(time);
        var (domain, alias) = await CreateAsync(api);

        var before = (await api.Client.Domains.GetAsync(domain)).DomainAliasCount;
        await api.Client.DomainAliases.DeleteAsync(domain, alias);
        var meanwhile = (await api.Client.DomainAliases.GetAsync(domain, alias)).StatusDetail;
        time.Advance(TimeSpan.FromMinutes(1));
        var after = (await api.Client.Domains.GetAsync(domain)).DomainAliasCount;

        Assert.That((before, meanwhile, after), Is.EqualTo((1L, (DomainStatusDetail)"deleting", 0L)));
        Assert.That(await RefusalAsync(() => api.Client.DomainAliases.GetAsync(domain, alias)), Is.EqualTo("404"));
        Assert.That(
            (await api.Client.DomainAliases.CreateAsync(domain, new CreateDomainAliasRequest("example.net"))).ResourceCode,
            Is.Not.EqualTo(alias));
    }

    [Test]
    public async Task A_domain_alias_can_be_disabled_and_enabled()
    {
        await using var api = await StartAsync();
        var (domain, alias) = await CreateAsync(api);

        await api.Client.DomainAliases.SetStatusAsync(domain, alias, new SetDomainAliasStatusRequest(ActivationStatus.Disabled));
        var off = (await api.Client.DomainAliases.GetAsync(domain, alias)).Status;
        await api.Client.DomainAliases.SetStatusAsync(domain, alias, new SetDomainAliasStatusRequest(ActivationStatus.Enabled));
        var on = (await api.Client.DomainAliases.GetAsync(domain, alias)).Status;

        Assert.That((off, on), Is.EqualTo((DomainStatus.Disabled, DomainStatus.Enabled)));
    }

    [Test]
    public async Task The_ownership_email_of_a_domain_alias_goes_only_to_addresses_of_the_alias()
    {
        await using var api = await StartAsync();
        var (domain, alias) = await CreateAsync(api);

        await api.Client.DomainAliases.SendOwnershipEmailAsync(domain, alias, new SendOwnershipEmailRequest("hostmaster@example.net"));

        Assert.That(api.Emulator.Mails[^1].To, Is.EqualTo("hostmaster@example.net"));
        Assert.That(
            await RefusalAsync(
                () => api.Client.DomainAliases.SendOwnershipEmailAsync(domain, alias, new SendOwnershipEmailRequest("me@example.com"))),
            Is.EqualTo("422, verification_email_address is not included in the list"));
    }

    private static Task<EmulatorHarness> StartAsync() => EmulatorHarness.StartAsync(options => options.AllowInferred = true);

    private static async Task<(string Domain, string Alias)> CreateAsync(EmulatorHarness api)
    {
        var domain = await api.CreateActiveDomainAsync();
        return (domain, (await api.Client.DomainAliases.CreateAsync(domain, new CreateDomainAliasRequest("example.net"))).ResourceCode);
    }
}
