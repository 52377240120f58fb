using System.Net;

namespace Qboxmail.Emulator.Tests;

public class HomePageTests : EmulatorFixture
{
    private protected override Task<EmulatorHarness> StartAsync() =>
        EmulatorHarness.StartAsync(options => options.Tokens.Add(new EmulatorToken("a-second-token")));

    [Test]
    public async Task Tells_the_address_and_the_first_token()
    {
        using var response = await Api.Http.GetAsync(new Uri("/", UriKind.Relative));
        var page = await response.Content.ReadAsStringAsync();

        Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/html; charset=utf-8"));
        Assert.That(page, Does.Contain($"<code>{Api.Emulator.Address}</code>"));
        Assert.That(page, Does.Contain($"<code>{QboxmailEmulatorOptions.DefaultToken}</code>"));
        Assert.That(page, Does.Not.Contain("a-second-token"));
    }

    [Test]
    public async Task Shows_what_there_is_with_its_states()
    {
        var domain = await Api.CreateActiveDomainAsync();
        await Api.Client.Domains.CreateAsync(new CreateDomainRequest("waiting.example", Password, Password));
        await Api.CreateMailboxAsync(domain);
        await Api.Client.Delivery.Accounts.CreateAsync(new CreateDeliveryAccountRequest("Shop", NewDeliveryAccountType.Transactional));

        Assert.That(await PageAsync(), Does.Contain("mario.rossi@example.com"));
        Assert.That(await PageAsync(), Does.Contain("""<span class="state good">enabled</span> 1 """));
        Assert.That(await PageAsync(), Does.Contain("""<span class="state busy">ownership_check</span> 1 """));
        Assert.That(await PageAsync(), Does.Contain("<td>Shop</td>"));
        Assert.That(await PageAsync(), Does.Not.Contain(Password));
    }

    [Test]
    public async Task Shows_the_newest_of_many()
    {
        var domain = await Api.CreateActiveDomainAsync();

        for (var number = 1; number <= 25; number++)
        {
            await Api.CreateMailboxAsync(domain, $"user-{number:00}");
        }

        var page = await PageAsync();

        Assert.That(page, Does.Contain("The newest 20 of 25."));
        Assert.That(page, Does.Contain("user-25@").And.Contain("user-06@").And.Not.Contain("user-05@"));
    }

    [Test]
    public async Task Takes_names_as_text()
    {
        await Api.Client.Migrations.CreateAsync(new CreateMigrationRequest("<script>'\"&.csv", "a;b;c;d", "standard") { ExecuteNow = true });

        Assert.That(await PageAsync(), Does.Contain("<td>&lt;script&gt;&#x27;&quot;&amp;.csv</td>").And.Not.Contain("<script>"));
    }

    [Test]
    public async Task Tells_its_limits() => Assert.That(await PageAsync(), Does.Contain("Facts and assumptions"));

    [Test]
    public async Task Finds_all_that_it_loads_and_links_in_the_emulator()
    {
        var references = Markup.References(await PageAsync()).ToList();

        Assert.That(references, Is.SupersetOf(["/reference", "/_emulator/home.css", "/_emulator/home.js", "/_emulator/icon.svg"]));

        foreach (var reference in references.Where(reference => reference.StartsWith('/')))
        {
            Assert.That((await Api.Http.GetAsync(new Uri(reference, UriKind.Relative))).StatusCode, Is.EqualTo(HttpStatusCode.OK), reference);
        }

        Assert.That(references.Where(reference => !reference.StartsWith('/') && !reference.StartsWith('#')), Is.Empty);
    }

    [TestCase("/")]
    [TestCase("/reference/")]
    [TestCase("/openapi.yaml")]
    [TestCase("/_emulator/state")]
    public async Task Is_of_no_use_to_other_sites(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Origin", "https://example.com" } } };
        using var refusal = await Api.Http.SendAsync(request);
        using var response = await Api.Http.GetAsync(new Uri(path, UriKind.Relative));
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();

        Assert.That((refusal.StatusCode, response.StatusCode), Is.EqualTo((HttpStatusCode.Forbidden, HttpStatusCode.OK)));
        Assert.That(response.Headers.Any(header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase)), Is.False);
        Assert.That(policy, Does.StartWith("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"));
        Assert.That(policy, Does.Not.Contain("http").And.Not.Contain("*").And.Not.Contain("unsafe-eval"));
        Assert.That(response.Headers.GetValues("Cross-Origin-Resource-Policy"), Is.EqualTo(["same-origin"]));
    }

    [TestCase("localhost", HttpStatusCode.OK)]
    [TestCase("[::1]:5080", HttpStatusCode.OK)]
    [TestCase("rebound.example.com", HttpStatusCode.Forbidden)]
    public async Task Is_shown_under_no_name_of_another_site(string host, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = host } };
        using var response = await Api.Http.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(expected));
    }

    [Test]
    public async Task Is_there_for_programs_as_well()
    {
        await Api.CreateActiveDomainAsync();

        using var state = System.Text.Json.JsonDocument.Parse(await Api.Http.GetStringAsync(new Uri("/_emulator/state", UriKind.Relative)));
        var domains = state.RootElement.GetProperty("domains");

        Assert.That(domains.GetProperty("count").GetInt32(), Is.EqualTo(1));
        Assert.That(domains.GetProperty("states").GetProperty("enabled").GetInt32(), Is.EqualTo(1));
        Assert.That(domains.GetProperty("newest")[0].GetProperty("name").GetString(), Is.EqualTo("example.com"));
    }

    private Task<string> PageAsync() => Api.Http.GetStringAsync(new Uri("/", UriKind.Relative));
}
