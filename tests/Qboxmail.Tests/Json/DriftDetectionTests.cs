using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Qboxmail.Tests;

/// <summary>A response that differs from the document is reported once for each field, not once for each item.</summary>
public class DriftDetectionTests : ApiTests
{
    private const string Items = """
        {"resources": [
            {"code": "D1", "name": {}, "surprise": 1},
            {"code": "D2", "name": [], "surprise": 2},
            {"code": "D3", "allow_nets": [{}, {}], "name": "example.com"}
        ]}
        """;

    [Test]
    public async Task Drift_is_logged_once_per_field()
    {
        using var http = new HttpClient(Api.Handler, disposeHandler: false);
        var log = new RecordingLog();
        using var client = new QboxmailClient(Api.Options, () => http, log);
        Api.Get("/api/domains?page=1", Items).Get("/api/domains?page=2", Items);

        await client.Domains.ListPageAsync(page: 1);
        await client.Domains.ListPageAsync(page: 2);

        Assert.That(
            log.Lines.Where(line => line.Text.StartsWith("The field", StringComparison.Ordinal)),
            Is.EqualTo(new[]
            {
                (LogLevel.Warning, "The field name of Domain does not have the documented type. Its value is in AdditionalProperties."),
                (LogLevel.Debug, "The field surprise of Domain is unknown to this version of the library. Its value is in AdditionalProperties."),
                (LogLevel.Warning, "The field allow_nets of Domain does not have the documented type. Its value is in AdditionalProperties."),
            }));
        Api.Verify();
    }

    [Test]
    public async Task Drift_is_counted_once_per_field()
    {
        var counted = new List<string>();
        using var meter = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument is { Meter.Name: "Qboxmail", Name: "qboxmail.client.drift" })
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meter.SetMeasurementEventCallback<long>((_, count, tags, _) =>
            counted.Add($"{count} {string.Join(", ", tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}"));
        meter.Start();
        Api.Get("/api/domains?page=1", Items).Get("/api/domains?page=2", Items);

        await Client.Domains.ListPageAsync(page: 1);
        await Client.Domains.ListPageAsync(page: 2);

        Assert.That(
            counted,
            Is.EqualTo(new[]
            {
                "1 qboxmail.model=Domain, qboxmail.field=name, qboxmail.kind=UnexpectedType",
                "1 qboxmail.model=Domain, qboxmail.field=surprise, qboxmail.kind=UnknownField",
                "1 qboxmail.model=Domain, qboxmail.field=allow_nets, qboxmail.kind=UnexpectedType",
            }));
        Api.Verify();
    }

    [Test]
    public async Task Drift_in_a_nested_object_names_the_type_of_that_object()
    {
        using var http = new HttpClient(Api.Handler, disposeHandler: false);
        var log = new RecordingLog();
        using var client = new QboxmailClient(Api.Options, () => http, log);
        Api.Get("/api/domains?page=1", """{"resources": [], "pagination": {"per": "many", "page": 1}}""");

        var page = await client.Domains.ListPageAsync();

        Assert.That(page.Pagination!.AdditionalProperties, Is.EqualTo(new Dictionary<string, object?> { ["per"] = "many" }));
        Assert.That(log.Lines.Select(line => line.Text), Has.One.StartsWith("The field per of Pagination"));
        Api.Verify();
    }

    [Test]
    public async Task A_documented_response_reports_no_drift()
    {
        using var http = new HttpClient(Api.Handler, disposeHandler: false);
        var log = new RecordingLog();
        using var client = new QboxmailClient(Api.Options, () => http, log);
        Api.Get("/api/domains?page=1", """{"resources": [{"code": "D1", "name": null, "no_email_accounts": "12"}], "pagination": {}}""");

        await client.Domains.ListPageAsync();

        Assert.That(log.Lines.Where(line => line.Text.StartsWith("The field", StringComparison.Ordinal)), Is.Empty);
        Api.Verify();
    }

    [Test]
    public async Task Drift_logs_contain_no_values()
    {
        using var http = new HttpClient(Api.Handler, disposeHandler: false);
        var log = new RecordingLog();
        using var client = new QboxmailClient(Api.Options, () => http, log);
        Api.Get("/api/domains/D1", """{"resources": [{"code": "D1", "is_healthy": "hush-1", "surprise": "hush-2", "name": ["hush-3"]}]}""");

        await client.Domains.GetAsync("D1");

        Assert.That(log.Lines.Select(line => line.Text), Has.Exactly(3).StartsWith("The field").And.None.Contains("hush"));
        Api.Verify();
    }
}
