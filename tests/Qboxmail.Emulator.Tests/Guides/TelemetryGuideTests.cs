using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Qboxmail.Emulator.Tests;

public class TelemetryGuideTests : GuideFixture
{
    [Test]
    public async Task Spans_and_metrics_reach_the_exporter()
    {
        var spans = new List<Activity>();
        var metrics = new List<Metric>();
        var builder = Host.CreateApplicationBuilder();

        // example
        builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource(QboxmailDiagnostics.ActivitySourceName))
            .WithMetrics(metrics => metrics.AddMeter(QboxmailDiagnostics.MeterName));
        // end

        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddInMemoryExporter(spans));
        builder.Services.ConfigureOpenTelemetryMeterProvider(meters => meters.AddInMemoryExporter(metrics));

        using (var host = builder.Build())
        {
            host.Services.GetRequiredService<TracerProvider>();
            var provider = host.Services.GetRequiredService<MeterProvider>();
            await Qboxmail.Domains.ListPageAsync();
            provider.ForceFlush();
        }

        Assert.That(spans.Select(span => span.DisplayName), Is.EqualTo(["Domains_List"]));
        Assert.That(metrics.Select(metric => metric.Name), Does.Contain(QboxmailDiagnostics.CallDuration));
    }
}
