using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Qboxmail.Emulator.Tests;

/// <summary>The program writes one line for each request.</summary>
public class ConsoleLogTests
{
    [Test]
    public async Task A_request_is_one_line_of_text() =>
        Assert.That(await LineAsync("--fault", "server_error:Domains_List"), Does.Match(
            @"^\d\d:\d\d:\d\d\.\d{3} GET /api/domains\?page=1 Domains_List 500 [0-9.]+ ms fault=server_error$"));

    [Test]
    public async Task A_request_is_one_line_of_JSON()
    {
        var line = JsonNode.Parse((await LineAsync("--log-format", "json"))!)!.AsObject();

        Assert.That(line.Select(field => field.Key), Is.EqualTo(
            ["number", "time", "method", "path", "operation", "status", "duration_ms", "faults", "token"]));
        Assert.That($"{line["operation"]} {line["status"]}", Is.EqualTo("Domains_List 401"));
    }

    [Test]
    public async Task A_quiet_program_writes_nothing() => Assert.That(await LineAsync("--quiet"), Is.Null);

    /// <summary>Gets the line that a request without a token causes; null for none.</summary>
    private static async Task<string?> LineAsync(params string[] arguments)
    {
        using var program = Process.Start(new ProcessStartInfo("dotnet", [typeof(QboxmailEmulator).Assembly.Location, "--port", "0", .. arguments])
        {
            RedirectStandardOutput = true,
        })!;

        try
        {
            var first = await program.StandardOutput.ReadLineAsync();
            using var http = EmulatorHarness.CreateHttpClient(new Uri(Regex.Match(first!, "http://[0-9.:]+").Value));
            using var response = await http.GetAsync(new Uri("/api/domains?page=1", UriKind.Relative));
        }
        finally
        {
            program.Kill();
        }

        return await program.StandardOutput.ReadLineAsync();
    }
}
