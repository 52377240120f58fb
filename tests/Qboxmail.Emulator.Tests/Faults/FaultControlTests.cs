using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Faults;

namespace Qboxmail.Emulator.Tests;

/// <summary>Tests in other languages control faults over HTTP.</summary>
public class FaultControlTests : EmulatorFixture
{
    private protected override Task<EmulatorHarness> StartAsync() =>
        EmulatorHarness.OnClockAsync(new FakeTime { AutoAdvanceDelays = true }, options => options.MaxRetries = 0);

    [Test]
    public async Task Faults_are_added_listed_and_cleared_over_HTTP()
    {
        const string fault =
            """{"kind":"server_error","operation":"Domains_List","times":3,"rate":0.5,"after_work":true,"status":503,"delay":1.5,"rows":2}""";

        var added = await SendAsync(HttpMethod.Post, "faults/add", fault);
        await SendAsync(HttpMethod.Post, "faults/add", """{"kind":"drop"}""");
        var removed = await SendAsync(HttpMethod.Post, "faults/remove", """{"number":2}""");
        var unknown = await SendAsync(HttpMethod.Post, "faults/remove", """{"number":3}""");
        var (_, listed) = await SendAsync(HttpMethod.Get, "faults");
        var (ended, _) = await SendAsync(HttpMethod.Post, "faults/clear");
        var (_, left) = await SendAsync(HttpMethod.Get, "faults");

        Assert.That(added, Is.EqualTo((HttpStatusCode.OK, """{"result":1}""")));
        Assert.That((removed.Text, unknown.Text), Is.EqualTo(("""{"result":true}""", """{"result":false}""")));
        Assert.That(listed, Is.EqualTo($$"""{"faults":[{"number":1,{{fault[1..^1]}},"left":3}]}"""));
        Assert.That((ended, left), Is.EqualTo((HttpStatusCode.NoContent, """{"faults":[]}""")));
    }

    private static IEnumerable<EmulatorFaultKind> Kinds => Enum.GetValues<EmulatorFaultKind>();

    [TestCaseSource(nameof(Kinds))]
    public async Task A_fault_added_over_HTTP_acts_like_one_added_in_CSharp(EmulatorFaultKind kind)
    {
        var (status, text) = await SendAsync(
            HttpMethod.Post, "faults/add", new JsonObject { ["kind"] = FaultJson.Kinds.ElementAt((int)kind) }.ToJsonString());
        var overHttp = await WhatHappensAsync();
        Api.Emulator.Faults.Clear();
        Api.Emulator.Faults.Add(new EmulatorFault(kind));

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK), text);
        Assert.That(overHttp, Is.EqualTo(await WhatHappensAsync()));
    }

    [TestCase("[]", "The body must be a JSON object")]
    [TestCase("kind=drop", "The body is not valid JSON")]
    [TestCase("""{"kind":"drop","kind":"delay"}""", "The body is not valid JSON")]
    [TestCase("{}", "Validation failed", "kind is required")]
    [TestCase("""{"kind":"Drop"}""", "Validation failed", "kind is not included in the list")]
    [TestCase("""{"kind":"drop","times":"3","rate":true,"delay":[],"after_work":1,"operation":5}""", "Validation failed",
        "operation must be a string", "times must be a whole number", "rate must be a number",
        "after_work must be true or false", "delay must be a number")]
    [TestCase("""{"kind":"drop","time":3}""", "Validation failed", "time is unknown")]
    [TestCase("""{"kind":"drop","times":0}""", "Times must be from 1 to 1000000.")]
    [TestCase("""{"kind":"delay","delay":1e300}""", "Delay must be from zero to one day.")]
    [TestCase(
        """{"kind":"drop","operation":"Domains_Lst"}""",
        "The API has no operation 'Domains_Lst'. Use an operation ID from the OpenAPI document, such as Domains_List.")]
    public async Task An_invalid_fault_sent_over_HTTP_is_rejected_with_an_error_body(string body, string message, params string[] errors)
    {
        var (status, text) = await SendAsync(HttpMethod.Post, "faults/add", body);
        var answer = JsonNode.Parse(text)!;

        Assert.That((status, answer["message"]!.ToString()), Is.EqualTo((HttpStatusCode.UnprocessableEntity, message)));
        Assert.That(answer["errors"]!.AsArray().Select(error => $"{error!["field"]} {error["description"]}"), Is.EqualTo(errors));
        Assert.That(Api.Emulator.Faults.Pending, Is.Empty);
    }

    [Test]
    public async Task Request_counts_are_read_and_cleared_over_HTTP()
    {
        await Api.CreateActiveDomainAsync();
        await Api.Client.Domains.ListPageAsync();
        await Api.Client.Domains.ListPageAsync();

        var (_, counts) = await SendAsync(HttpMethod.Get, "requests");
        await SendAsync(HttpMethod.Post, "requests/clear");
        var (_, none) = await SendAsync(HttpMethod.Get, "requests");

        Assert.That(counts, Does.StartWith(
            """{"total":4,"by_operation":{"Domains_Create":1,"Domains_List":2,"Domains_VerifyDnsOwnership":1},"requests":[{"number":1,"""));
        Assert.That(none, Is.EqualTo("""{"total":0,"by_operation":{},"requests":[]}"""));
    }

    [TestCase("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [TestCase("Origin", "null", HttpStatusCode.Forbidden)]
    [TestCase("Host", "evil.example", HttpStatusCode.Forbidden)]
    [TestCase("Host", "10.0.0.1", HttpStatusCode.Forbidden)]
    [TestCase("Host", "localhost", HttpStatusCode.OK)]
    [TestCase("Host", "[::1]", HttpStatusCode.OK)]
    public async Task Fault_control_rejects_cross_origin_requests_and_foreign_hosts(string header, string value, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "_emulator/faults");
        request.Headers.TryAddWithoutValidation(header, value);

        Assert.That((await Api.Http.SendAsync(request)).StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task Fault_control_accepts_requests_from_pages_of_the_emulator()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "_emulator/faults");
        request.Headers.Add("Origin", Api.Emulator.Address.GetLeftPart(UriPartial.Authority));

        Assert.That((await Api.Http.SendAsync(request)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task An_unknown_control_path_returns_404()
    {
        var (status, text) = await SendAsync(HttpMethod.Get, "fault");

        Assert.That((status, text), Is.EqualTo((HttpStatusCode.NotFound, """{"message":"Not found","errors":[]}""")));
    }

    [TestCase("rate_limit:Domains_List:3", EmulatorFaultKind.RateLimit, "Domains_List", 3)]
    [TestCase("RateLimit", EmulatorFaultKind.RateLimit, null, null)]
    [TestCase("drop::2", EmulatorFaultKind.Drop, null, 2)]
    [TestCase("drop:Domains_List", EmulatorFaultKind.Drop, "Domains_List", null)]
    public void A_fault_is_parsed_from_a_command_line_argument(string argument, EmulatorFaultKind kind, string? operation, int? times)
    {
        var fault = FaultText.Parse(argument);

        Assert.That((fault.Kind, fault.Operation, fault.Times), Is.EqualTo((kind, operation, times)));
    }

    [TestCase("", "'' is not a kind of fault. Use one of these kinds: delay, rate_limit, ")]
    [TestCase("3", "'3' is not a kind of fault. Use one of these kinds: delay, rate_limit, ")]
    [TestCase("drop:Domains_List:many", "'drop:Domains_List:many' is not a valid fault. Use KIND, KIND:OPERATION or KIND:OPERATION:TIMES.")]
    [TestCase("drop:Domains_List:1:2", "'drop:Domains_List:1:2' is not a valid fault. Use KIND, KIND:OPERATION or KIND:OPERATION:TIMES.")]
    public void An_invalid_fault_argument_is_rejected_with_a_clear_message(string argument, string message) =>
        Assert.That(Assert.Throws<FormatException>(() => FaultText.Parse(argument))!.Message, Does.StartWith(message));

    /// <summary>Reads a list with one domain, and one without mailboxes, with the library.</summary>
    private async Task<string> WhatHappensAsync()
    {
        await using var twin = await EmulatorHarness.OnClockAsync(new FakeTime { AutoAdvanceDelays = true }, options => options.MaxRetries = 0);
        var domain = await twin.CreateActiveDomainAsync();

        foreach (var fault in Api.Emulator.Faults.Pending)
        {
            twin.Emulator.Faults.Add(fault);
        }

        return $"{await SeenAsync(twin.Client.Domains.ListPageAsync())}, {await SeenAsync(twin.Client.EmailAccounts.ListPageAsync(domain))}";

        async Task<string> SeenAsync<T>(Task<Page<T>> call)
        {
            try
            {
                return $"{(await call).Items.Count}";
            }
            catch (QboxmailException exception)
            {
                return exception.Message;
            }
        }
    }

    private async Task<(HttpStatusCode Status, string Text)> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, $"_emulator/{path}");
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        var response = await Api.Http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
