using System.Net;
using System.Text;

namespace Qboxmail.Emulator.Tests;

/// <summary>Text in requests that is not valid Unicode, and names that end in a line break.</summary>
public class RequestTextTests : EmulatorFixture
{
    [SetUp]
    public void Fill()
    {
        Api.Http.DefaultRequestHeaders.Add("X-Api-Token", Api.Emulator.Token);
    }

    private static IEnumerable<byte[]> BodiesThatAreNotUnicode =>
    [
        """{"name": "\ud800.example"}"""u8.ToArray(),
        """{"name": "example.com", "unknown": ["\udc00\ud800"]}"""u8.ToArray(),
        """{"\ud800": 1}"""u8.ToArray(),
        [.. """{"name": "caf"""u8, 0xE9, .. "\"}"u8],
        [.. """{"name": "a"""u8, 0xC0, 0x80, .. "\"}"u8],
        [.. "{\"n"u8, 0xFF, .. "\": 1}"u8],
    ];

    [TestCaseSource(nameof(BodiesThatAreNotUnicode))]
    public async Task A_request_body_with_invalid_Unicode_is_rejected(byte[] body)
    {
        foreach (var path in new[] { "/api/domains", "/_emulator/faults/add", "/_emulator/fill_mailbox" })
        {
            using var response = await Api.Http.PostAsync(path, new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } });

            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity), path);
            Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("""{"message":"The body is not valid JSON","errors":[]}"""));
        }
    }

    [TestCase("example.com\n")]
    [TestCase("example.com\r")]
    [TestCase("example.com\r\n")]
    [TestCase("\nexample.com")]
    [TestCase("exa\nmple.com")]
    [TestCase("example.com\0")]
    public async Task A_domain_name_with_a_control_character_is_rejected(string name)
    {
        Assert.That(await RefusalAsync(() => Api.CreateActiveDomainAsync(name)), Is.EqualTo("422, name is not valid"));
        Assert.That(await Api.CreateActiveDomainAsync("example.com"), Is.Not.Empty);
    }

    // ToLowerInvariant makes a k of it.
    [Test]
    public async Task A_name_with_the_Kelvin_sign_is_rejected()
    {
        Assert.That(await RefusalAsync(() => Api.CreateActiveDomainAsync("\u212Aelvin.example")), Is.EqualTo("422, name is not valid"));
        Assert.That(
            await RefusalAsync(() => Api.Client.Delivery.Domains.CreateAsync(new CreateDeliveryDomainRequest("\u212Aelvin.example"))),
            Is.EqualTo("422, name is not valid"));
    }

    [TestCase("query=%FF")]
    [TestCase("query=%C0%AF")]
    [TestCase("query=%ED%A0%80")]
    [TestCase("%E9=1")]
    public async Task A_query_that_is_not_UTF8_is_rejected(string query)
    {
        using var response = await Api.Http.GetAsync($"/api/domains?{query}");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("The query is not valid UTF-8"));
    }

    [Test]
    public async Task Names_of_query_parameters_are_case_sensitive()
    {
        await Api.CreateActiveDomainAsync();

        Assert.That(await Api.Http.GetStringAsync("/api/domains?PAGE=0&Query=nothing"), Does.Contain("example.com"));
    }

    [TestCase("query=ex%61mple", true)]
    [TestCase("query=example.com+", false)]
    [TestCase("query=caf%C3%A9", false)]
    public async Task A_query_is_decoded(string query, bool isFound)
    {
        await Api.CreateActiveDomainAsync();

        Assert.That(
            await Api.Http.GetStringAsync($"/api/domains?{query}"), isFound ? Does.Contain("example.com\",") : Does.Not.Contain("example.com\","));
    }

    [TestCase("mario\r")]
    [TestCase("mario\n")]
    [TestCase("ma rio")]
    public async Task A_mailbox_name_with_a_line_break_or_space_is_rejected(string name)
    {
        var domain = await Api.CreateActiveDomainAsync();

        Assert.That(await RefusalAsync(() => Api.CreateMailboxAsync(domain, name)), Is.EqualTo("422, name is not valid"));
    }

    [TestCase("Mario@Example.ORG", true)]
    [TestCase("mario@EXAMPLE.com", true)]
    [TestCase("mario@example.org\n", false)]
    [TestCase("mario@example.org\r", false)]
    [TestCase("mario@example.org.", false)]
    [TestCase("mario@b\u00FCcher.example", false)]
    [TestCase("mario@exam\u212Ale.example", false)]
    public async Task An_alias_destination_may_have_capitals_but_must_be_a_valid_ASCII_address(string destination, bool isTaken)
    {
        var domain = await Api.CreateActiveDomainAsync();
        Task<CreatedResource> CreateAsync() => Api.Client.EmailAliases.CreateAsync(domain, new CreateEmailAliasRequest("info", [destination]));

        if (isTaken)
        {
            Assert.That((await CreateAsync()).ResourceCode, Is.Not.Empty);
        }
        else
        {
            Assert.That(await RefusalAsync(CreateAsync), Is.EqualTo("422, destinations is not valid"));
        }
    }

    [TestCase("04/05/2026")]
    [TestCase("10:30")]
    [TestCase("5.6.2026")]
    public async Task An_ambiguous_date_is_rejected(string day)
    {
        var domain = await Api.CreateActiveDomainAsync();
        var mailbox = (await Api.CreateMailboxAsync(domain)).ResourceCode;
        using var content = new StringContent($$"""{"autoresponder_start_date": "{{day}}"}""", Encoding.UTF8, "application/json");

        using var response = await Api.Http.PutAsync($"/api/domains/{domain}/email_accounts/{mailbox}", content);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("autoresponder_start_date"));
    }

    [TestCase("3")]
    [TestCase("2147483647")]
    public async Task A_page_far_beyond_the_end_of_a_list_is_empty(string page)
    {
        await Api.CreateActiveDomainAsync();

        Assert.That(await Api.Http.GetStringAsync($"/api/domains?per=50&page={page}"), Does.StartWith("""{"resources":[],"""));
    }

    [TestCase("/API/domains")]
    [TestCase("/api/Domains")]
    public async Task Request_paths_are_case_sensitive(string path) =>
        Assert.That((await Api.Http.GetAsync(path)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
}
