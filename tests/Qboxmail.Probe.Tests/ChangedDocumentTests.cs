using Qboxmail.Probe.StandIns;
using Report = Qboxmail.Probe.Reports.Report;
using ReportFiles = Qboxmail.Probe.Reports.ReportFiles;

namespace Qboxmail.Probe.Tests;

/// <summary>The probe finds each difference to a service that follows a changed document, and nothing else.</summary>
[TestFixture(null)]
[TestFixture(1)]
[TestFixture(2)]
[TestFixture(3)]
[NonParallelizable]
public class ChangedDocumentTests(int? seed)
{
    private readonly ChangedDocument _changed = RandomChanges.Make(Repository.Read("openapi/dist/generator.json"), seed);
    private StandInProcess _service = null!;
    private Report _first = null!;
    private string _output = null!;

    [OneTimeSetUp]
    public async Task RunAllStages()
    {
        var copy = Path.Combine(Harness.CreateFolder(), "copy.json");
        await File.WriteAllTextAsync(copy, _changed.Text);
        _service = await StandInProcess.StartAsync(copy);
        _first = await RunAsync(new DocumentFolder());
    }

    [OneTimeTearDown]
    public async Task Stop() => await _service.DisposeAsync();

    [Test]
    public void All_differences_are_found_and_nothing_else()
    {
        Assert.That(_changed.Places, Has.Count.EqualTo(30), "30 differences");
        Assert.That(_first.Stages.Select(stage => stage.Inconclusive), Has.All.Null);
        Assert.That(_first.Differences.Select(difference => difference.Place), Is.EquivalentTo(_changed.Places));
    }

    [Test]
    public void Each_difference_has_an_edit() =>
        Assert.That(_first.Differences.Where(difference => difference.Edits.Count == 0).Select(difference => difference.Place), Is.Empty);

    [Test]
    public void The_report_contains_no_values_codes_addresses_or_token()
    {
        foreach (var report in Directory.EnumerateFiles(_output, "report.*"))
        {
            Assert.That(
                File.ReadAllText(report),
                Does.Not.Contain("emulator-token").And.Not.Contain("127.0.0.1").And.Not.Contain("localhost")
                    .And.Not.Contain("anna.bianchi").And.Not.Contain("ugo.blu").And.Not.Match("[A-Z]{1,2}1?10000[0-9]{3}"));
        }

        Assert.That(Directory.EnumerateFiles(_output).SelectMany(File.ReadLines).Where(line => line.Contains("emulator-token")), Is.Empty);
    }

    [Test]
    public async Task After_the_printed_edits_no_difference_is_left()
    {
        var folder = new DocumentFolder();
        folder.Apply(_first.Differences.SelectMany(difference => difference.Edits));

        var second = await RunAsync(folder);

        Assert.That(second.Differences.Select(difference => $"{difference.Place} {difference.Description}"), Is.Empty);
        Assert.That(second.Operations.Where(result => result.Verdict != Verdict.Confirmed).Select(result => result.Operation.Id), Is.Empty);
    }

    [Test]
    public void The_edits_of_confirmed_operations_fit()
    {
        var folder = new DocumentFolder();
        folder.Apply(_first.Confirmations);
        var inferred = new DocumentSources(folder.Path).Operations.Where(operation => operation.IsInferred).Select(operation => operation.Id);

        Assert.That(
            inferred,
            Is.EquivalentTo(_first.Operations
                .Where(result => result.Operation.IsInferred && result.Verdict != Verdict.Confirmed).Select(result => result.Operation.Id)));
    }

    private async Task<Report> RunAsync(DocumentFolder folder)
    {
        var output = Harness.CreateFolder();
        _output ??= output;
        StageSettings Settings(Uri address) => new(new DocumentSources(folder.Path), output, address, TimeSpan.Zero);

        Environment.SetEnvironmentVariable(ReadTarget.SandboxToken, "emulator-token");
        new ReportFiles(output, new DocumentSources(folder.Path)).Write(
            await StageRunner.RunDocsAsync(Settings(_service.Reference), Harness.NoProgress, CancellationToken.None));
        new ReportFiles(output, new DocumentSources(folder.Path)).Write(
            await StageRunner.RunRoutesAsync(Settings(_service.Api), Harness.NoProgress, CancellationToken.None));
        return new ReportFiles(output, new DocumentSources(folder.Path)).Write(
            await StageRunner.RunReadsAsync(Settings(_service.Api), Harness.NoProgress, CancellationToken.None));
    }
}
