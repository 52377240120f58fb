using System.Diagnostics;

namespace Qboxmail.Probe.Tests;

/// <summary>The command line of the probe, in a process of its own.</summary>
public class ProbeCommandTests
{
    [Test]
    public async Task The_command_all_finds_every_change_of_the_edited_stand_in()
    {
        var (code, text) = await RunAsync("all", "--stand-in", "edited");

        Assert.That(text, Does.Contain("The stand-in has 30 changes: 30 found, 0 not found, 0 false differences."));
        Assert.That(code, Is.Zero);
    }

    [Test]
    public async Task The_command_all_fails_when_a_difference_is_no_change_of_the_stand_in()
    {
        // The sources of the document differ from the bundle that the stand-in follows.
        var folder = new DocumentFolder();
        var file = Path.Combine(folder.Path, "openapi/management.yaml");
        await File.WriteAllTextAsync(
            file, (await File.ReadAllTextAsync(file)).Replace("  /api/delivery/dashboard:", "  /api/delivery/overview:", StringComparison.Ordinal));

        var (code, text) = await RunAsync("all", "--stand-in", "--repository", folder.Path);

        Assert.That(text, Does.Contain("False differences: DeliveryDashboard_Get"));
        Assert.That(code, Is.EqualTo(1));
    }

    [Test]
    public async Task The_command_apply_makes_the_edits_of_the_last_report_once()
    {
        var folder = new DocumentFolder();
        string[] places = ["--repository", folder.Path, "--stand-in"];
        await RunAsync(["docs", .. places]);

        var (code, text) = await RunAsync(["apply", .. places]);
        var (again, problem) = await RunAsync(["apply", .. places]);

        Assert.That((code, again), Is.EqualTo((0, 1)));
        Assert.That(text, Does.Match("^Applied [0-9]+ edits"));
        Assert.That(problem, Does.Contain("contains no report about the current OpenAPI document"));
        Assert.That(new DocumentSources(folder.Path).Operations.Where(operation => operation.IsInferred), Is.Empty);
    }

    [Test]
    public async Task A_file_that_is_no_copy_of_the_bundle_is_an_error()
    {
        var (code, text) = await RunAsync("routes", "--stand-in", Path.Combine(Repository.Root, "openapi/management.yaml"));

        Assert.That(text, Does.Contain("The file is not a copy of openapi/dist/generator.yaml."));
        Assert.That(code, Is.EqualTo(1));
    }

    [Test]
    public async Task One_address_for_all_stages_is_an_error()
    {
        var (code, text) = await RunAsync("all", "--address", "https://example.com");

        Assert.That(text, Does.Contain("Use --address with docs, routes or reads"));
        Assert.That(code, Is.EqualTo(1));
    }

    private static async Task<(int Code, string Text)> RunAsync(params string[] arguments)
    {
        string[] output = arguments.Contains("--repository") ? [] : ["--output", Harness.CreateFolder()];
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [typeof(DocumentSources).Assembly.Location, .. arguments, .. output])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, text + await errors);
    }
}
