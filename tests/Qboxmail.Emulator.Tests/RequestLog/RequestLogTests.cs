using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Tests;

/// <summary>The log of requests over C# and HTTP.</summary>
public class RequestLogTests : EmulatorFixture
{
    private protected override Task<EmulatorHarness> StartAsync() => EmulatorHarness.StartAsync(
        options => options.AllowInferred = true, options => options.MaxRetries = 0);

    private EmulatorRequests Requests => Api.Emulator.Requests;

    [Test]
    public async Task A_request_is_logged_when_the_caller_has_its_response()
    {
        for (var call = 1; call <= 100; call++)
        {
            await Api.Client.Domains.ListPageAsync();
            Assert.That(Requests.Find(), Has.Count.EqualTo(call));
        }
    }

    [Test]
    public async Task A_logged_request_contains_both_bodies_and_no_secret()
    {
        var domain = await Api.CreateActiveDomainAsync();
        var request = Requests.Find("Domains_Create").Single();

        Assert.That((request.Number, request.Method, request.Path, request.Status), Is.EqualTo((1, "POST", "/api/domains", 201)));
        Assert.That(JsonNode.Parse(request.RequestBody!)!.ToJsonString(), Is.EqualTo(
            """{"name":"example.com","postmaster_password":"***","postmaster_password_confirmation":"***"}"""));
        Assert.That(request.ResponseBody, Does.Contain(domain));
        Assert.That(request.RequestHeaders, Does.Contain("X-Api-Token: ***").And.Contain("User-Agent: ").And.Not.Contain(Api.Emulator.Token));
        Assert.That(request.ResponseHeaders, Does.Contain("Content-Type: application/json"));
        Assert.That((request.Token, request.Faults.Count), Is.EqualTo(("emul***", 0)));
    }

    [Test]
    public async Task A_request_without_a_response_body_is_logged()
    {
        var domain = await Api.CreateActiveDomainAsync();
        await Api.Client.Domains.DeleteAsync(domain);

        var request = Requests.Find("Domains_Delete").Single();
        Assert.That((request.Status, request.RequestBody, request.ResponseBody), Is.EqualTo(((int?)204, (string?)null, (string?)null)));
    }

    [TestCase(EmulatorFaultKind.ServerError, 500)]
    [TestCase(EmulatorFaultKind.RateLimit, 429)]
    [TestCase(EmulatorFaultKind.Drop, null)]
    [TestCase(EmulatorFaultKind.CutBody, 201)]
    [TestCase(EmulatorFaultKind.HtmlPage, 200)]
    public async Task A_request_that_a_fault_affects_is_logged_with_the_fault_and_its_body(EmulatorFaultKind kind, int? status)
    {
        Api.Emulator.Faults.Add(new EmulatorFault(kind));

        await Assert.ThatAsync(() => Api.CreateActiveDomainAsync(), Throws.InstanceOf<QboxmailException>());

        var request = Requests.Find().Single();
        Assert.That((request.Status, request.Faults.Single()), Is.EqualTo((status, kind)));
        Assert.That(request.RequestBody, Does.Contain("example.com"));
        Assert.That(request.ToString(), Does.Match(
            @"^\d\d:\d\d:\d\d\.\d{3} POST /api/domains Domains_Create " + (status is null ? "dropped" : $"{status}")
            + $" [0-9.]+ ms fault={request.FaultNames.Single()}$"));
    }

    [Test]
    public async Task A_cut_body_is_logged_as_far_as_it_was_sent()
    {
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.CutBody) { Operation = "Domains_List" });

        await Assert.ThatAsync(() => Api.Client.Domains.ListPageAsync(), Throws.InstanceOf<QboxmailException>());
        await Api.Client.Managers.ListPageAsync();

        var (cut, whole) = (Requests.Find("Domains_List").Single(), Requests.Find("Managers_List").Single());
        Assert.That(cut.ResponseBody, Does.StartWith("""{"resources":[]"""));
        Assert.That(cut.ResponseBody!.Length, Is.InRange((whole.ResponseBody!.Length / 2) - 10, (whole.ResponseBody.Length / 2) + 10));
    }

    [Test]
    public async Task Requests_that_the_emulator_rejects_are_logged_with_the_reason()
    {
        using var stranger = Api.Client.With(call => call.ApiToken = "stranger-token");
        await RefusalAsync(() => stranger.Domains.ListPageAsync());
        await Api.Http.GetAsync(new Uri("/domains", UriKind.Relative));
        await Api.Http.PatchAsync(new Uri("/api/domains", UriKind.Relative), content: null);
        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/api/domains") { Headers = { Host = "emulator.example" } };
        await Api.Http.SendAsync(foreign);

        Assert.That(Requests.Find().Select(request => $"{request.Operation ?? "-"} {request.Status} {request.Token}"), Is.EqualTo(
            ["Domains_List 401 stra***", "- 404 ", "- 401 ", "- 403 "]));
        Assert.That(Requests.Find()[3].ResponseBody, Does.Contain("the address that the emulator prints"));
        Assert.That(Requests.Total, Is.EqualTo(1), "requests for operations");
    }

    [Test]
    public async Task Requests_of_the_page_are_not_logged()
    {
        foreach (var path in new[] { "/", "/openapi.yaml", "/reference/", "/_emulator/state", "/_emulator/requests", "/_emulator/unknown" })
        {
            await Api.Http.GetAsync(new Uri(path, UriKind.Relative));
        }

        Assert.That(Requests.Find(), Is.Empty);
    }

    [Test]
    public async Task Requests_are_found_by_operation_status_and_token()
    {
        var other = Api.As(new EmulatorToken("another-token") { CustomerCode = "CUSTOMER2" });
        await Api.Client.Domains.ListPageAsync();
        await other.Domains.ListPageAsync();
        await RefusalAsync(() => other.Domains.GetAsync("D1"));

        Assert.That(Requests.Find(operation: "Domains_List"), Has.Count.EqualTo(2));
        Assert.That(Requests.Find(status: 404).Single().Operation, Is.EqualTo("Domains_Get"));
        Assert.That(Requests.Find(token: "another-token"), Has.Count.EqualTo(2));
        Assert.That(Requests.Find("Domains_List", 200, "anot***"), Has.Count.EqualTo(1));
        Assert.That(await NumbersAsync("?operation=Domains_List"), Is.EqualTo([1, 2]));
        Assert.That(await NumbersAsync("?status=404&token=another-token"), Is.EqualTo([3]));
        Assert.That(await NumbersAsync("?operation=Domains_Get&status=200"), Is.Empty);
    }

    [TestCase("?stats=200", "stats is unknown")]
    [TestCase("?status=ok", "status must be a whole number")]
    public async Task An_invalid_filter_of_the_request_log_is_rejected(string query, string error)
    {
        using var response = await Api.Http.GetAsync(new Uri($"/_emulator/requests{query}", UriKind.Relative));
        var first = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["errors"]![0]!;

        Assert.That((response.StatusCode, $"{first["field"]} {first["description"]}"), Is.EqualTo((HttpStatusCode.UnprocessableEntity, error)));
    }

    [Test]
    public async Task The_log_keeps_the_latest_thousand_requests()
    {
        for (var call = 0; call < 1010; call++)
        {
            using var response = await Api.Http.GetAsync(new Uri("/api/domains", UriKind.Relative));
        }

        Assert.That((Requests.Find().Count, Requests.Find()[0].Number, Requests.Total), Is.EqualTo((1000, 11, 1010)));
    }

    [Test]
    public async Task The_log_keeps_eight_megabytes_and_leaves_out_larger_bodies()
    {
        var body = $$"""{"name":"{{new string('x', 200_000)}}"}""";

        for (var call = 0; call < 60; call++)
        {
            await PostAsync(body);
        }

        await PostAsync($$"""{"name":"{{new string('x', 300_000)}}"}""");

        var requests = Requests.Find();
        Assert.That(requests.Sum(request => request.Size), Is.InRange(7_000_000, 8 * 1024 * 1024));
        Assert.That(requests[^1].RequestBody, Is.EqualTo("(300,011 bytes, too large for the log)"));
    }

    [Test]
    public async Task Clear_empties_the_log_and_the_counts()
    {
        await Api.Client.Domains.ListPageAsync();
        Requests.Clear();
        await Api.Client.Managers.ListPageAsync();

        Assert.That(Requests.Find().Single().Operation, Is.EqualTo("Managers_List"));
        Assert.That(Requests.Total, Is.EqualTo(1));
    }

    [Test]
    public async Task A_handler_sees_each_request()
    {
        var lines = new List<string>();
        Requests.Logged += request => lines.Add($"{request.Operation} {request.Status}");

        await Api.CreateActiveDomainAsync();

        Assert.That(lines, Is.EqualTo(["Domains_Create 201", "Domains_VerifyDnsOwnership 204"]));
    }

    private async Task PostAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await Api.Http.PostAsync(new Uri("/api/domains", UriKind.Relative), content);
    }

    private async Task<IEnumerable<int>> NumbersAsync(string query)
    {
        var json = JsonNode.Parse(await Api.Http.GetStringAsync(new Uri($"/_emulator/requests{query}", UriKind.Relative)))!;
        return json["requests"]!.AsArray().Select(request => request!["number"]!.GetValue<int>());
    }
}
