using System.Diagnostics.Metrics;
using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Qboxmail.Http;

namespace Qboxmail.Tests;

/// <summary>docs/telemetry.md lists what dashboards and alerts may rely on. A change of a name or an id is a breaking change.</summary>
public class TelemetryDocumentTests
{
    private static readonly string[] Lines = Repository.Read("docs/telemetry.md").Split('\n');

    [Test]
    public void The_log_events_are_those_of_the_table()
    {
        var events = typeof(QboxmailClient).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
            .Select(method => (Method: method, Event: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(log => log.Event is not null)
            .OrderBy(log => log.Event!.EventId)
            .Select(log => $"| {log.Event!.EventId} | `{log.Method.Name}` | {log.Event.Level} | {log.Event.Message} |")
            .ToList();

        Assert.That(events, Is.Not.Empty);
        Assert.That(Section("## Log events"), Is.EqualTo(events));
    }

    [Test]
    public void The_metrics_are_those_of_the_table()
    {
        var metrics = new SortedSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == QboxmailDiagnostics.MeterName)
                {
                    metrics.Add($"| `{instrument.Name}` | {instrument.GetType().Name.Split('`')[0].ToLowerInvariant()} | `{instrument.Unit}` |");
                }
            },
        };
        // Otherwise the instruments exist only if another test has called an operation.
        RuntimeHelpers.RunClassConstructor(typeof(Telemetry).TypeHandle);
        listener.Start();

        var rows = Section("## Metrics").Select(row => string.Join('|', row.Split('|')[..4]) + "|");

        Assert.That(rows.Order(StringComparer.Ordinal), Is.EqualTo(metrics));
        Assert.That(
            Section("## Metrics").Select(row => row.Split('`')[1]),
            Is.EqualTo([
                QboxmailDiagnostics.CallDuration, QboxmailDiagnostics.CallRetries, QboxmailDiagnostics.WaitPolls, QboxmailDiagnostics.Drift]));
    }

    [Test]
    public async Task The_tags_are_those_of_the_tables()
    {
        using var activities = new RecordedActivities();
        using var metrics = new RecordedMetrics();
        await RunEverythingAsync();

        var measured = metrics.All.Select(measurement => measurement.Split(' ')).GroupBy(parts => parts[0]).ToDictionary(
            group => group.Key, group => group.SelectMany(parts => parts[2..]).Select(tag => tag.Split('=')[0]).Distinct().Order());
        var calls = TagsOf(activities, activity => activity.Kind == System.Diagnostics.ActivityKind.Client);
        var jobs = TagsOf(activities, activity => activity.Kind == System.Diagnostics.ActivityKind.Internal);

        foreach (var row in Section("## Metrics"))
        {
            Assert.That(measured[row.Split('`')[1]], Is.EqualTo(Tags(row)), row);
        }

        Assert.That(Section("## Spans").Select(Tags), Is.EqualTo([calls, jobs]));
    }

    /// <summary>Successes, failures, retries, drift, a wait that times out and a wait that is canceled.</summary>
    private static async Task RunEverythingAsync()
    {
        using var api = new FakeApi { Time = { AutoAdvanceDelays = true } };
        using var client = api.CreateClient();
        api.Get("/api/domains/D1", HttpStatusCode.ServiceUnavailable)
            .Get("/api/domains/D1", """{"resources": [{"code": "D1", "unheard_of": 1}]}""")
            .Get("/api/domains/D1", HttpStatusCode.Forbidden)
            .Get("/api/domains/D1", HttpStatusCode.Forbidden);

        await client.Domains.GetAsync("D1");
        await Assert.CatchAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));
        await Assert.CatchAsync<QboxmailApiException>(() => client.Domains.WaitUntilReadyAsync("D1"));
        await Assert.CatchAsync<OperationCanceledException>(() =>
            client.Domains.WaitUntilReadyAsync("D1", cancellationToken: new(canceled: true)));
        api.Verify();
    }

    private static IEnumerable<string> TagsOf(RecordedActivities activities, Func<System.Diagnostics.Activity, bool> isOfKind) =>
        activities.Ended.Where(isOfKind).SelectMany(activity => activity.TagObjects).Select(tag => tag.Key).Distinct().Order();

    private static IEnumerable<string> Tags(string row) => row.Split('|')[^2].Split('`').Where((_, index) => index % 2 == 1).Order();

    /// <summary>The rows of the table under a heading, without its head.</summary>
    private static IEnumerable<string> Section(string heading) => Lines
        .SkipWhile(line => line != heading)
        .SkipWhile(line => !line.StartsWith('|'))
        .TakeWhile(line => line.StartsWith('|'))
        .Skip(2);
}
