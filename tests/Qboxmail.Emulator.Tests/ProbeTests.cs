using Qboxmail.Probe;

namespace Qboxmail.Emulator.Tests;

/// <summary>What the probe finds out and reports.</summary>
public class ProbeTests
{
    private PopulatedEmulator _scene = null!;
    private IReadOnlyList<ProbeFinding> _findings = null!;

    [OneTimeSetUp]
    public async Task Ask()
    {
        _scene = await PopulatedEmulator.CreateAsync();
        _findings = await new ReadProbe(_scene.Client).AskAllAsync(_ => { }, CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _scene.DisposeAsync();

    [Test]
    public void Asks_every_GET_of_the_document()
    {
        var gets = PopulatedEmulator.Operations.Where(operation => operation.Method == HttpMethod.Get).Select(operation => operation.Id).ToList();

        Assert.That(gets, Has.Count.GreaterThan(50));
        Assert.That(_findings.Select(finding => finding.Operation.Id), Is.EquivalentTo(gets));
        Assert.That(
            _findings.Where(finding => !finding.Outcome.StartsWith("200", StringComparison.Ordinal))
                .Select(finding => $"{finding.Operation.Id}: {finding.Outcome}"), Is.Empty);
    }

    [Test]
    public void Finds_no_difference_to_the_document_that_the_emulator_follows() =>
        Assert.That(
            _findings.SelectMany(finding => finding.Fields
                .Where(field => field.Value.Remark is not ("" or "missing"))
                .Select(field => $"{finding.Operation.Id} {field.Key}: {field.Value.Remark}")),
            Is.Empty);

    [Test]
    public void Tells_names_and_types_but_no_values()
    {
        var report = ProbeReport.Write(_scene.Client.BaseAddress, "the emulator", _findings);

        Assert.That(report, Does.Contain("| Domains_Get | evidenced | `/api/domains/{domain_code}` | 200, application/json; charset=utf-8 | 1 |"));
        Assert.That(report, Does.Contain("| `item.status_detail` | text |"));
        Assert.That(_scene.Values.Where(value => report.Contains(value, StringComparison.OrdinalIgnoreCase)), Is.Empty);
    }

    [Test]
    public async Task Says_what_it_could_not_ask_for_want_of_a_resource()
    {
        await using var nothing = await EmulatorHarness.StartAsync(options => options.AllowInferred = true);
        var findings = await new ReadProbe(nothing.Client).AskAllAsync(_ => { }, CancellationToken.None);

        var get = findings.Single(finding => finding.Operation.Id == "Domains_Get");

        Assert.That((get.WasAsked, get.Outcome), Is.EqualTo((false, "not sent: no list contains a value for {domain_code}")));
        Assert.That(
            ProbeReport.Write(nothing.Client.BaseAddress, "the emulator", findings),
            Does.Contain($"{findings.Count(finding => finding.WasAsked)} of the {findings.Count} GET operations"));
    }
}
