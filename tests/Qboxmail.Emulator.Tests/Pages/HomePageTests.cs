using System.Net;
using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Tests;

public class HomePageTests : EmulatorFixture
{
    private protected override Task<EmulatorHarness> StartAsync() =>
        EmulatorHarness.StartAsync(options => options.Tokens.Add(new EmulatorToken("a-second-token")));

    [TestCase("/", "page/home.js")]
    [TestCase("/domain?code=D1", "page/domain.js")]
    public async Task A_page_is_static_HTML_with_a_script(string path, string script)
    {
        using var response = await Api.Http.GetAsync(new Uri(path, UriKind.Relative));

        Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/html; charset=utf-8"));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain(script).And.Not.Contain("<style").And.Not.Contain("onclick"));
    }

    [Test]
    public async Task No_script_parses_text_as_HTML()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Qboxmail.Emulator", "Pages", "web"), "*.js"))
        {
            Assert.That(
                await File.ReadAllTextAsync(file),
                Does.Not.Match("innerHTML|outerHTML|insertAdjacentHTML|document.write|DOMParser|eval\\("), file);
        }
    }

    [Test]
    public async Task The_page_knows_the_first_token_the_kinds_of_faults_and_the_operations()
    {
        var info = await ReadAsync("info");

        Assert.That(info["token"]!.ToString(), Is.EqualTo(QboxmailEmulatorOptions.DefaultToken));
        Assert.That(
            info.ToJsonString(),
            Does.Contain("server_error").And.Contain("Domains_List").And.Contain("\"path\":\"/api/domains\"").And.Not.Contain("a-second-token"));
    }

    [Test]
    public async Task Resources_are_counted_by_state()
    {
        var domain = await Api.CreateActiveDomainAsync();
        await Api.Client.Domains.CreateAsync(new CreateDomainRequest("waiting.example", Password));
        await Api.CreateMailboxAsync(domain);

        var state = await ReadAsync("state");

        Assert.That(state["domains"]!.ToJsonString(), Is.EqualTo(
            """{"title":"Domains","count":2,"states":{"enabled":1,"ownership_check":1}}"""));
        Assert.That(state["email_accounts"]!["count"]!.GetValue<int>(), Is.EqualTo(1));
        Assert.That(state.ToJsonString(), Does.Not.Contain(Password));
    }

    [Test]
    public async Task Resources_are_listed_in_pages_and_found_by_text()
    {
        var domain = await Api.CreateActiveDomainAsync();
        var other = await Api.CreateActiveDomainAsync("example.org");

        for (var number = 1; number <= 30; number++)
        {
            await Api.CreateMailboxAsync(domain, $"user-{number:00}");
        }

        await Api.CreateMailboxAsync(other, "user-31");

        Assert.That(await NamesAsync("kind=email_accounts&page=1"), Is.EqualTo(Enumerable.Range(7, 25).Select(Address).Reverse()));
        Assert.That(await NamesAsync("kind=email_accounts&page=2"), Is.EqualTo(Enumerable.Range(1, 6).Select(Address).Reverse()));
        Assert.That(await NamesAsync("kind=email_accounts&query=USER-1&per=5"), Is.EqualTo(Enumerable.Range(15, 5).Select(Address).Reverse()));
        Assert.That(await NamesAsync($"kind=email_accounts&domain={other}"), Is.EqualTo([Address(31)]));

        static string Address(int number) => $"user-{number:00}@example.{(number == 31 ? "org" : "com")}";
    }

    [Test]
    public async Task One_domain_is_shown_with_all_that_belongs_to_it()
    {
        var code = await Api.CreateActiveDomainAsync();
        await Api.CreateMailboxAsync(code);
        await Api.CreateActiveDomainAsync("example.org");

        var domain = await ReadAsync($"domains/{code}");
        var state = await ReadAsync($"state?domain={code}");
        using var unknown = await Api.Http.GetAsync(new Uri("/_emulator/domains/D1", UriKind.Relative));

        Assert.That((domain["name"]!.ToString(), domain["state"]!.ToString()), Is.EqualTo(("example.com", "enabled")));
        Assert.That(domain["fields"]!["code"]!.ToString(), Is.EqualTo(code));
        Assert.That(
            state.AsObject().Select(kind => kind.Key), Is.EqualTo(["domain_aliases", "email_accounts", "email_aliases", "vault_email_accounts"]));
        Assert.That(state["email_accounts"]!["count"]!.GetValue<int>(), Is.EqualTo(1));
        Assert.That(unknown.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("resources?kind=nothing")]
    [TestCase("resources")]
    [TestCase("state?domain=D1")]
    [TestCase("page/nothing.js")]
    public async Task Unknown_data_is_not_found(string path)
    {
        using var response = await Api.Http.GetAsync(new Uri($"/_emulator/{path}", UriKind.Relative));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task The_page_states_its_limits() => Assert.That(await PageAsync(), Does.Contain("Facts and assumptions"));

    [Test]
    public async Task The_home_page_links_only_to_existing_pages_of_the_emulator()
    {
        var references = Markup.References(await PageAsync()).ToList();

        Assert.That(references, Is.SupersetOf(["/reference/", "/_emulator/page/page.css", "/_emulator/page/home.js", "/_emulator/icon.svg"]));

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
    public async Task Pages_of_the_emulator_are_closed_to_other_origins(string path)
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
    public async Task The_home_page_is_rejected_under_a_foreign_host_header(string host, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = host } };
        using var response = await Api.Http.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(expected));
    }

    private async Task<IEnumerable<string>> NamesAsync(string query) =>
        (await ReadAsync($"resources?{query}"))["rows"]!.AsArray().Select(row => row!["name"]!.ToString());

    private async Task<JsonNode> ReadAsync(string path) =>
        JsonNode.Parse(await Api.Http.GetStringAsync(new Uri($"/_emulator/{path}", UriKind.Relative)))!;

    private Task<string> PageAsync() => Api.Http.GetStringAsync(new Uri("/", UriKind.Relative));
}
