using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Tests;

/// <summary>The emulator is strict where the document is.</summary>
public class DocumentedRuleTests : EmulatorFixture
{
    private protected override Task<EmulatorHarness> StartAsync() => EmulatorHarness.StartAsync(options => options.AllowInferred = true);

    private static IEnumerable<string> OperationsWithBody =>
        PopulatedEmulator.Operations.Where(operation => operation.Body is not null).Select(operation => operation.Id);

    [TestCase("text/plain")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase(null)]
    public async Task Every_operation_with_a_body_rejects_other_content_types(string? type)
    {
        await using var scene = await PopulatedEmulator.CreateAsync();

        foreach (var id in OperationsWithBody)
        {
            var operation = PopulatedEmulator.Find(id);
            using var http = EmulatorHarness.CreateHttpClient(scene.Emulator.Address);
            using var request = new HttpRequestMessage(operation.Method, operation.Path.Replace('{', 'x').Replace('}', 'x'))
            {
                Content = new ByteArrayContent(Encoding.UTF8.GetBytes(scene.Body(operation)))
                {
                    Headers = { ContentType = type is null ? null : new MediaTypeHeaderValue(type) },
                },
            };
            request.Headers.Add("X-Api-Token", scene.Token(operation));
            using var response = await http.SendAsync(request);

            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.UnsupportedMediaType), id);
        }
    }

    [TestCase("basic", 26843545600, null)]
    [TestCase("basic", 53687091200, "422, max_email_quota is larger than the plan basic allows")]
    [TestCase("basic", 107374182400, "422, max_email_quota is larger than the plan basic allows")]
    [TestCase("professional", 53687091200, null)]
    [TestCase("professional", 107374182400, "422, max_email_quota is larger than the plan professional allows")]
    [TestCase("enterprise", 107374182400, null)]
    public async Task A_plan_limits_the_size_of_mailboxes(string plan, long quota, string? refusal)
    {
        var request = new CreateDomainRequest("example.com", Password) { Plan = plan, MaxEmailQuota = quota };
        Assert.That(await OutcomeAsync(() => Api.Client.Domains.CreateAsync(request)), Is.EqualTo(refusal));

        var other = await Api.Client.Domains.CreateAsync(new CreateDomainRequest("example.org", Password) { Plan = plan });
        var update = new UpdateDomainRequest { MaxEmailQuota = quota };
        Assert.That(await OutcomeAsync(() => Api.Client.Domains.UpdateAsync(other.ResourceCode, update)), Is.EqualTo(refusal));
    }

    [Test]
    public async Task A_catch_all_needs_a_destination()
    {
        const string refusal = "422, catch_all_destination is required";
        var request = new CreateDomainRequest("example.com", Password) { CatchAllEnabled = true };
        var code = (await Api.Client.Domains.CreateAsync(new CreateDomainRequest("example.org", Password))).ResourceCode;

        Assert.That(await RefusalAsync(() => Api.Client.Domains.CreateAsync(request)), Is.EqualTo(refusal));
        Assert.That(
            await RefusalAsync(() => Api.Client.Domains.UpdateAsync(code, new UpdateDomainRequest { CatchAllEnabled = true })), Is.EqualTo(refusal));
        request.CatchAllDestination = "info@example.net";
        await Api.Client.Domains.CreateAsync(request);
        await Api.Client.Domains.UpdateAsync(code, new UpdateDomainRequest { CatchAllDestination = "info@example.net" });
        await Api.Client.Domains.UpdateAsync(code, new UpdateDomainRequest { CatchAllEnabled = true });
    }

    [Test]
    public async Task A_domain_name_with_www_is_rejected()
    {
        Assert.That(await RefusalAsync(() => Api.CreateActiveDomainAsync("www.example.com")), Is.EqualTo("422, name is not valid"));
        Assert.That(await RefusalAsync(() => Api.CreateActiveDomainAsync("WWW.example.com")), Is.EqualTo("422, name is not valid"));
        var code = await Api.CreateActiveDomainAsync("www.com");
        Assert.That(
            await RefusalAsync(() => Api.Client.DomainAliases.CreateAsync(code, new CreateDomainAliasRequest("www.example.net"))),
            Is.EqualTo("422, name is not valid"));
    }

    [TestCase("pick=code&pick=name", "pick must be a comma-separated list")]
    [TestCase("page=1&page=2", "page must not be repeated")]
    [TestCase("pick=code,name", null)]
    public async Task A_repeated_query_parameter_is_rejected(string query, string? error)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/domains?{query}");
        request.Headers.Add("X-Api-Token", Api.Emulator.Token);
        using var response = await Api.Http.SendAsync(request);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        Assert.That(response.StatusCode, Is.EqualTo(error is null ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity));
        Assert.That(body["errors"]?[0] is { } first ? $"{first["field"]} {first["description"]}" : null, Is.EqualTo(error));
    }

    private static async Task<string?> OutcomeAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (QboxmailApiException)
        {
            return await RefusalAsync(call);
        }
    }
}
