using System.Text.RegularExpressions;

namespace Qboxmail.Emulator.Tests;

public class SeedTests
{
    [Test]
    public async Task The_seed_of_the_README_is_ready_when_the_emulator_has_started()
    {
        await using var api = await StartAsync(Example());
        var domain = (await api.Client.Domains.ListPageAsync()).Items.Single();

        Assert.That($"{domain.Name} {domain.Status} {domain.StatusDetail}", Is.EqualTo("example.com enabled ok"));
        Assert.That(
            (await api.Client.EmailAccounts.ListPageAsync(domain.Code)).Items
                .Select(row => $"{row.EmailAddress} {row.StatusDetail} {row.MaxEmailQuota}"),
            Is.EqualTo(["mario.rossi@example.com ok 8589934592", "anna.bianchi@example.com ok 26843545600"]));
        Assert.That((await api.Client.EmailAliases.ListPageAsync(domain.Code)).Items.Single().Destinations, Is.EqualTo(["mario.rossi@example.com"]));
        Assert.That((await api.Client.DomainAliases.ListPageAsync(domain.Code)).Items.Single().Status, Is.EqualTo(DomainStatus.Enabled));
        Assert.That((await api.Client.Delivery.SuppressionLists.ListPageAsync()).Items.Single().Email, Is.EqualTo("gone@example.net"));

        var sender = (await api.Client.Delivery.Domains.ListPageAsync()).Items.Single();
        Assert.That(sender.DisplayStatus, Is.EqualTo(DeliveryDomainDisplayStatus.Enabled));
        Assert.That((await api.Client.Delivery.Accounts.ListPageAsync()).Items.Single().Domains, Is.EqualTo([sender.Code]));
    }

    [Test]
    public async Task The_seed_of_the_README_has_a_token_for_each_role()
    {
        await using var api = await StartAsync(Example());
        var domain = (await api.Client.Domains.ListPageAsync()).Items.Single().Code;
        var another = new CreateDomainRequest("example.net", Password);

        Assert.That((await With("manager-token").Domains.ListPageAsync()).Items.Select(row => row.Name), Is.EqualTo(["example.com"]));
        Assert.That(await RefusalAsync(() => With("manager-token").Reports.ListPageAsync()), Is.EqualTo("403"));
        Assert.That(await RefusalAsync(() => With("member-token").Domains.DeleteAsync(domain)), Is.EqualTo("403"));
        Assert.That(await RefusalAsync(() => With("unbilled-token").Domains.CreateAsync(another)), Is.EqualTo("403"));
        Assert.That((await With("other-token").Domains.ListPageAsync()).Items.Select(row => row.Name), Is.EqualTo(["example.org"]));
        Assert.That((await With("administrator-token").Domains.ListPageAsync()).Items, Has.Count.EqualTo(2));
        Assert.That(await RefusalAsync(() => With("no-token").Domains.ListPageAsync()), Is.EqualTo("401"));

        QboxmailClient With(string token) => api.Client.With(call => call.ApiToken = token);
    }

    [Test]
    public async Task Seeded_resources_are_ready_at_once_regardless_of_delays()
    {
        await using var api = await StartAsync("""{"domains": [{"name": "example.com"}], "delivery_domains": [{"name": "example.com"}]}""", options =>
        {
            options.Delays.SetAll(TimeSpan.FromDays(1));
            options.AssumesProofPublished = false;
        });

        Assert.That($"{(await api.Client.Domains.ListPageAsync()).Items.Single().StatusDetail}", Is.EqualTo("ok"));
        Assert.That(
            (await api.Client.Delivery.Domains.ListPageAsync()).Items.Single().DisplayStatus, Is.EqualTo(DeliveryDomainDisplayStatus.Enabled));
    }

    [Test]
    public async Task Seeding_does_not_shorten_the_delays_of_later_resources()
    {
        await using var api = await StartAsync("""{"domains": [{"name": "example.com"}]}""", options => options.Delays.SetAll(TimeSpan.FromDays(1)));
        var domain = (await api.Client.Domains.ListPageAsync()).Items.Single().Code;

        await api.CreateMailboxAsync(domain);

        Assert.That($"{(await api.Client.EmailAccounts.ListPageAsync(domain)).Items.Single().StatusDetail}", Is.EqualTo("updating"));
    }

    [Test]
    public async Task Seed_data_may_contain_comments_and_a_trailing_comma()
    {
        await using var api = await StartAsync("""{"domains": [{"name": "example.com"}, /* the only one */]}""");

        Assert.That((await api.Client.Domains.ListPageAsync()).Items, Has.Count.EqualTo(1));
    }

    [TestCase("""{"domains": [{"name": "a.example"}, {"name": "A.example"}]}""", "domains[1].name already exists.")]
    [TestCase("""{"domains": [{"name": "a"}]}""", "domains[0].name is not valid.")]
    [TestCase("""{"domains": [{}]}""", "domains[0].name is required.")]
    [TestCase("""{"domains": [{"name": 7}]}""", "domains[0].name must be a string.")]
    [TestCase("""{"domains": ["a.example"]}""", "domains[0] must be an object.")]
    [TestCase("""{"domains": {}}""", "domains must be an array.")]
    [TestCase(
        """{"domains": [{"name": "a.example", "email_accounts": [{"name": "x", "firstname": "X"}, {"name": "x", "firstname": "X"}]}]}""",
        "domains[0].email_accounts[1].name already exists.")]
    [TestCase(
        """{"delivery_accounts": [{"description": "A", "type": "transactional", "domains": ["b"]}]}""",
        "delivery_accounts[0].domains[0] does not exist.")]
    [TestCase(
        """{"tokens": [{"value": "a b"}]}""", "tokens[0].value must contain only visible ASCII characters, without enclosing quotes.")]
    [TestCase("""{"tokens": [{"role": "manager"}]}""", "tokens[0].value is required.")]
    [TestCase("""{"tokens": [{"value": "emulator-token"}]}""", "tokens[0].value already exists.")]
    [TestCase("""{"tokens": [{"value": "t", "manager": "x@example.com"}]}""", "tokens[0].manager does not exist.")]
    [TestCase("""{"tokens": [{"value": "t", "has_billing_profile": "no"}]}""", "tokens[0].has_billing_profile must be true or false.")]
    [TestCase("""{"tokens": [{"value": "t", "denied_operations": ["Domain"]}]}""",
        "tokens[0].denied_operations[0] is neither an operation ID nor a client name.")]
    [TestCase("[]", "it must be a JSON object.")]
    [TestCase("{\n\"domains\": [\n}", "it is not valid JSON; see line 3.")]
    public async Task Invalid_seed_data_is_reported_with_its_path(string seed, string expected)
    {
        var exception = await Assert.ThrowsAsync<FormatException>(() => StartAsync(seed));

        Assert.That(exception!.Message, Is.EqualTo($"The seed data is invalid: {expected}"));
    }

    [TestCase("""{"domain": []}""", "domain is unknown; the known fields are domains, ")]
    [TestCase("""{"domains": [{"name": "a.example", "nmae": "b"}]}""", "domains[0].nmae is unknown; the known fields are name, ")]
    [TestCase("""{"tokens": [{"value": "t", "role": "boss"}]}""", "tokens[0].role must be one of customer, manager, ")]
    public async Task Unknown_names_in_seed_data_are_reported_with_the_allowed_names(string seed, string expected)
    {
        var exception = await Assert.ThrowsAsync<FormatException>(() => StartAsync(seed));

        Assert.That(exception!.Message, Does.StartWith($"The seed data is invalid: {expected}"));
    }

    private static Task<EmulatorHarness> StartAsync(string seed, Action<QboxmailEmulatorOptions>? configure = null) =>
        EmulatorHarness.StartAsync(options =>
    {
        options.Seed = seed;
        options.AllowInferred = true;
        configure?.Invoke(options);
    });

    private static string Example()
    {
        var readme = Repository.Read("src/Qboxmail.Emulator/README.md");
        return Regex.Match(readme, "```json\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
    }

    [Test]
    public async Task A_saved_state_can_be_loaded_again()
    {
        await using var scene = await PopulatedEmulator.CreateAsync();
        scene.Emulator.AddToken(new EmulatorToken("saved-token") { Role = EmulatorRole.Administrator, DeniedOperations = { "Vault" } });
        var seed = scene.Emulator.SaveSeed();
        await using var twin = await EmulatorHarness.StartAsync(options =>
        {
            options.AllowInferred = true;
            options.Tokens.Add(new EmulatorToken("administrator-token") { Role = EmulatorRole.Administrator });
        });

        twin.Emulator.LoadSeed(seed);

        Assert.That(seed, Does.Contain("populated-alias.test").And.Contain("saved-token").And.Contain("suppressed@example.org"));
        Assert.That(twin.Emulator.SaveSeed(), Is.EqualTo(seed));
        Assert.That(
            await twin.Client.Domains.ListAsync().GetTotalCountAsync(), Is.EqualTo(await scene.Client.Domains.ListAsync().GetTotalCountAsync()));
    }

    [Test]
    public async Task A_loaded_seed_replaces_the_state_and_stays_after_a_reset()
    {
        await using var api = await EmulatorHarness.StartAsync(options => options.Seed = """{"domains":[{"name":"a.example"}]}""");

        api.Emulator.LoadSeed("""{"domains":[{"name":"b.example"},{"name":"c.example","proven":false}]}""");
        await api.CreateActiveDomainAsync("d.example");
        api.Emulator.Reset();

        Assert.That(
            (await api.Client.Domains.ListAsync().ToListAsync()).Select(domain => $"{domain.Name} {domain.Status}"),
            Is.EqualTo(["b.example enabled", "c.example ownership_check"]));
    }
}
