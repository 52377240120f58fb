using System.Net;
using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Tests;

/// <summary>The live log as server-sent events.</summary>
public class LiveLogTests : EmulatorFixture
{
    [Test]
    public async Task Requests_before_and_after_the_connection_are_events()
    {
        await Api.Client.Domains.ListPageAsync();
        using var reader = await ConnectAsync();
        var first = await NextAsync(reader);
        await Api.CreateActiveDomainAsync();

        Assert.That(
            new[] { first, await NextAsync(reader), await NextAsync(reader) }.Select(request => $"{request["number"]} {request["operation"]}"),
            Is.EqualTo(["1 Domains_List", "2 Domains_Create", "3 Domains_VerifyDnsOwnership"]));
    }

    [Test]
    public async Task One_request_is_read_whole()
    {
        await Api.CreateActiveDomainAsync();

        var request = JsonNode.Parse(await Api.Http.GetStringAsync(new Uri("/_emulator/requests/1", UriKind.Relative)))!;
        using var unknown = await Api.Http.GetAsync(new Uri("/_emulator/requests/99", UriKind.Relative));

        Assert.That(request["request"]!["body"]!.ToString(), Does.Contain("example.com").And.Not.Contain(EmulatorHarness.Password));
        Assert.That(request["csharp"]!.ToString(), Is.EqualTo(
            """var result = await qboxmail.Domains.CreateAsync(new CreateDomainRequest("example.com", "***"));"""));
        Assert.That(unknown.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_connected_page_does_not_keep_the_emulator_from_stopping()
    {
        using var reader = await ConnectAsync();

        await Api.Emulator.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
    }

    private async Task<StreamReader> ConnectAsync()
    {
        var response = await Api.Http.GetAsync("/_emulator/requests/events", HttpCompletionOption.ResponseHeadersRead);
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/event-stream"));
        return new StreamReader(await response.Content.ReadAsStreamAsync());
    }

    private static async Task<JsonNode> NextAsync(StreamReader reader)
    {
        while (true)
        {
            if (await reader.ReadLineAsync() is ['d', 'a', 't', 'a', ':', ' ', .. var json])
            {
                return JsonNode.Parse(json)!;
            }
        }
    }
}
