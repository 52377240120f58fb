namespace Qboxmail.Emulator.Tests;

public class EmailAliasTests : EmulatorFixture
{
    private string _domain = null!;

    private protected override Task<EmulatorHarness> StartAsync() => EmulatorHarness.StartAsync(options => options.AllowInferred = true);

    [SetUp]
    public async Task Fill()
    {
        _domain = await Api.CreateActiveDomainAsync();
    }

    [Test]
    public async Task A_new_email_alias_becomes_ready_after_a_while()
    {
        var time = EmulatorHarness.CreateClock();
        await using var api = await EmulatorHarness.StartAsync(time);
        var domain = await api.CreateActiveDomainAsync();
        time.Advance(TimeSpan.FromMinutes(2));

        var alias = (await api.Client.EmailAliases.CreateAsync(domain, new CreateEmailAliasRequest("info", ["mario@example.org"]))).ResourceCode;
        var before = await api.Client.EmailAliases.GetAsync(domain, alias);
        time.Advance(TimeSpan.FromMinutes(1));
        var after = await api.Client.EmailAliases.GetAsync(domain, alias);

        Assert.That($"{before.Status} {before.StatusDetail}", Is.EqualTo("enabled updating"));
        Assert.That($"{after.Status} {after.StatusDetail}", Is.EqualTo("enabled ok"));
        Assert.That($"{after.Name}@{after.DomainName}", Is.EqualTo("info@example.com"));
    }

    [Test]
    public async Task An_email_alias_contains_each_destination_once()
    {
        var alias = await CreateAsync("info", "mario@example.org", "Mario@example.org", "anna@example.org");

        Assert.That((await Api.Client.EmailAliases.GetAsync(_domain, alias)).Destinations, Is.EqualTo(["mario@example.org", "anna@example.org"]));
    }

    [Test]
    public async Task An_email_alias_accepts_one_to_twenty_destinations()
    {
        string[] twenty = [.. Enumerable.Range(1, 20).Select(number => $"user{number}@example.org")];

        await CreateAsync("twenty", twenty);

        Assert.That(await RefusalAsync(() => CreateAsync("more", [.. twenty, "one@example.org"])),
            Is.EqualTo("422, destinations is too long"));
        Assert.That(await RefusalAsync(() => CreateAsync("none")), Is.EqualTo("422, destinations is too short"));
        Assert.That(await RefusalAsync(() => CreateAsync("text", "nobody")), Is.EqualTo("422, destinations is not valid"));
    }

    [Test]
    public async Task An_email_alias_update_replaces_the_destinations()
    {
        var alias = await CreateAsync("info", "mario@example.org");

        await Api.Client.EmailAliases.UpdateAsync(_domain, alias, new UpdateEmailAliasRequest(["anna@example.org"]));

        Assert.That((await Api.Client.EmailAliases.GetAsync(_domain, alias)).Destinations, Is.EqualTo(["anna@example.org"]));
    }

    [Test]
    public async Task An_email_alias_name_must_differ_from_mailboxes_and_other_aliases()
    {
        await Api.CreateMailboxAsync(_domain, "mario");
        await CreateAsync("info", "mario@example.com");

        Assert.That(await RefusalAsync(() => CreateAsync("Mario", "anna@example.org")), Is.EqualTo("422, name already exists"));
        Assert.That(await RefusalAsync(() => CreateAsync("info", "anna@example.org")), Is.EqualTo("422, name already exists"));
        Assert.That(await RefusalAsync(() => CreateAsync("postmaster", "anna@example.org")), Is.EqualTo("422, name already exists"));
        Assert.That(await RefusalAsync(() => Api.CreateMailboxAsync(_domain, "info")), Is.EqualTo("422, name already exists"));
    }

    [Test]
    public async Task A_deleted_email_alias_releases_its_name()
    {
        var alias = await CreateAsync("info", "mario@example.org");

        await Api.Client.EmailAliases.DeleteAsync(_domain, alias);

        Assert.That(await RefusalAsync(() => Api.Client.EmailAliases.GetAsync(_domain, alias)), Is.EqualTo("404"));
        Assert.That((await Api.CreateMailboxAsync(_domain, "info")).ResourceCode, Does.StartWith("EA"));
        Assert.That((await Api.Client.Domains.GetAsync(_domain)).EmailAliasCount, Is.Zero);
    }

    [Test]
    public async Task An_email_alias_requires_an_active_domain()
    {
        var waiting =
            (await Api.Client.Domains.CreateAsync(new CreateDomainRequest("example.org", Password))).ResourceCode;

        Assert.That(
            await RefusalAsync(
                () => Api.Client.EmailAliases.CreateAsync(waiting, new CreateEmailAliasRequest("info", ["mario@example.org"]))),
            Is.EqualTo("422, domain is not active"));
    }

    private async Task<string> CreateAsync(string name, params string[] destinations) =>
        (await Api.Client.EmailAliases.CreateAsync(_domain, new CreateEmailAliasRequest(name, destinations))).ResourceCode;
}
