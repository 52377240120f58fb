using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Qboxmail.Emulator.Document;
using YamlDotNet.RepresentationModel;

namespace Qboxmail.Emulator.Tests;

public class InteractiveReferenceTests : EmulatorFixture
{
    [Test]
    public async Task The_interactive_reference_loads_only_from_the_emulator()
    {
        var page = await PageAsync();

        Assert.That(Regex.Matches(page, "https?://[^\"'\\s]+").Select(match => match.Value).Where(IsElsewhere), Is.Empty);

        foreach (var reference in Markup.References(page))
        {
            using var response = await Api.Http.GetAsync(new Uri(Api.Http.BaseAddress + "reference/" + reference));
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), reference);
        }
    }

    [Test]
    public async Task The_interactive_reference_has_no_telemetry_and_no_third_party_services()
    {
        var page = await PageAsync();

        Assert.That(page, Does.Contain("\"telemetry\": false").Or.Contain("\"telemetry\":false"));
        Assert.That(page, Does.Contain("\"withDefaultFonts\": false").Or.Contain("\"withDefaultFonts\":false"));
        Assert.That(page, Does.Not.Contain("proxyUrl"));
    }

    [Test]
    public async Task The_interactive_reference_allows_only_scripts_with_a_fresh_nonce()
    {
        using var first = await Api.Http.GetAsync(new Uri("/reference/", UriKind.Relative));
        using var second = await Api.Http.GetAsync(new Uri("/reference/", UriKind.Relative));

        Assert.That(Nonce(first), Is.Not.EqualTo(Nonce(second)));
        Assert.That(System.Net.WebUtility.HtmlDecode(await first.Content.ReadAsStringAsync()), Does.Contain($"nonce=\"{Nonce(first)}\""));
    }

    [Test]
    public async Task The_interactive_reference_contains_the_default_token() =>
        Assert.That(await PageAsync(), Does.Contain(QboxmailEmulatorOptions.DefaultToken));

    [Test]
    public async Task The_served_document_names_the_emulator_as_its_only_server()
    {
        var served = await Api.Http.GetStringAsync(new Uri("/openapi.yaml", UriKind.Relative));
        var yaml = new YamlStream();
        yaml.Load(new StringReader(served));
        var servers = (YamlSequenceNode)yaml.Documents[0].RootNode["servers"];

        Assert.That(servers.Select(server => $"{server["url"]}/"), Is.EqualTo([Api.Emulator.Address.AbsoluteUri]));
        Assert.That(served.Split('\n').Except(OpenApiFile.Text.Split('\n')).Count(), Is.EqualTo(2), "the address and its description");
    }

    [Test]
    public async Task The_interactive_reference_shows_the_samples_and_the_evidence_of_every_operation()
    {
        var served = JsonNode.Parse(await Api.Http.GetStringAsync(new Uri("/reference.json", UriKind.Relative)))!;
        var operations = served["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject())
            .Where(member => member.Key != "parameters")
            .Select(member => member.Value!)
            .ToList();

        Assert.That($"{served["servers"]![0]!["url"]}/", Is.EqualTo(Api.Emulator.Address.AbsoluteUri));
        Assert.That(operations, Has.Count.GreaterThan(100));
        Assert.That(operations.Select(operation => operation["x-codeSamples"]!.AsArray().Count), Is.All.EqualTo(4));
        Assert.That(
            operations.Select(operation => $"{operation["x-badges"]![0]!["name"]}"),
            Is.EqualTo(operations.Select(operation => $"{operation["x-provenance"]}")));
        Assert.That(
            operations.Select(operation => operation["x-codeSamples"]![0]!["source"]!.GetValue<string>()),
            Is.All.StartsWith($"curl '{Api.Emulator.Address}").Or.StartsWith($"curl {Api.Emulator.Address}"));
        Assert.That(await PageAsync(), Does.Contain("reference.json"));
    }

    private bool IsElsewhere(string address) => !address.StartsWith(Api.Emulator.Address.AbsoluteUri, StringComparison.Ordinal);

    private static string Nonce(HttpResponseMessage response) =>
        Regex.Match(response.Headers.GetValues("Content-Security-Policy").Single(), "'nonce-([^']+)'").Groups[1].Value;

    private Task<string> PageAsync() => Api.Http.GetStringAsync(new Uri("/reference/", UriKind.Relative));
}
