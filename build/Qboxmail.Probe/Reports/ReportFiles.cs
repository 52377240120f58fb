using System.Text.Json;
using System.Text.Json.Serialization;
using Qboxmail.Probe.Document;
using Qboxmail.Probe.Results;

namespace Qboxmail.Probe.Reports;

/// <summary>Reads and writes the files of the report. A run replaces the results of its stage and keeps those of the other stages.</summary>
internal sealed class ReportFiles(string folder, DocumentSources document)
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        IgnoreReadOnlyProperties = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public string Markdown => Path.Combine(folder, "report.md");

    public string Json => Path.Combine(folder, "report.json");

    /// <param name="stage">The results of the stage that has run.</param>
    public Report Write(StageResult stage)
    {
        var report = new Report(document, [.. ReadStages().Where(other => other.Stage != stage.Stage), stage]);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Markdown, MarkdownReport.Write(report));
        File.WriteAllText(Json, JsonSerializer.Serialize(ToContent(report), Format));
        return report;
    }

    /// <summary>Reads the edits in the last report.</summary>
    /// <exception cref="UsageException">There is no report, or the OpenAPI document has changed since.</exception>
    public IReadOnlyList<Edit> ReadEdits() => Read() is { } content
        ? [.. content.Differences.SelectMany(difference => difference.Edits), .. content.Confirmations]
        : throw new UsageException($"{folder} contains no report about the current OpenAPI document. Run a stage first.");

    private IReadOnlyList<StageResult> ReadStages() => Read()?.Stages ?? [];

    /// <summary>Reads the last report. Ignores it if the OpenAPI document has changed since.</summary>
    private ReportContent? Read()
    {
        try
        {
            return File.Exists(Json) && JsonSerializer.Deserialize<ReportContent>(File.ReadAllText(Json), Format) is { } content
                && content.Document == document.Fingerprint ? content : null;
        }
        catch (JsonException)
        {
            throw new UsageException($"{Json} is not a valid report of the probe. Delete it, or set --output to another folder.");
        }
    }

    private ReportContent ToContent(Report report) => new(
        document.Fingerprint,
        report.Stages,
        [.. report.Operations.Select(OperationContent.Of)],
        report.Differences,
        report.Confirmations);
}
