using Qboxmail.Probe.Edits;

namespace Qboxmail.Probe.Tests;

public class LastSeenEditTests
{
    [Test]
    public void Rows_of_operations_that_succeeded_are_added_or_renewed_and_others_stay()
    {
        var folder = new DocumentFolder();
        folder.Apply(Edits(folder, new DateOnly(2026, 11, 26), "Domains_List", "Managers_List"));

        folder.Apply(Edits(folder, new DateOnly(2027, 1, 2), "Domains_Get", "Domains_List"));

        var rows = File.ReadLines(Path.Combine(folder.Path, "openapi/README.md")).SkipWhile(line => line != "| operation | last seen | by |").Skip(2);
        Assert.That(rows, Is.EqualTo(new[]
        {
            "| Domains_List | 2027-01-02 | the probe in the sandbox |",
            "| Domains_Get | 2027-01-02 | the probe in the sandbox |",
            "| Managers_List | 2026-11-26 | the probe in the sandbox |",
        }));
    }

    [Test]
    public void A_run_in_which_no_operation_succeeded_changes_no_row()
    {
        var folder = new DocumentFolder();

        Assert.That(Edits(folder, new DateOnly(2026, 11, 26)), Is.Empty);
    }

    private static IReadOnlyList<Edit> Edits(DocumentFolder folder, DateOnly day, params string[] operations)
    {
        var document = new DocumentSources(folder.Path);
        var evidence = operations.Select(id => Evidence.Confirmed(document.Find(id), "GET returned 200."))
            .Append(Evidence.Unknown(document.Find("Imports_Get"), "No response was received."));

        return LastSeenEdits.Of(document, new StageResult("reads", "the sandbox", day) { Evidence = [.. evidence] });
    }
}
