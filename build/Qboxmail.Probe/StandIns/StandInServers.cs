using System.Text.Json;
using Qboxmail.Emulator;
using Qboxmail.Emulator.Document;
using Qboxmail.Probe.Document;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Qboxmail.Probe.StandIns;

/// <summary>A stand-in for the reference and one for the API, which follow a copy of the document. They serve until the caller cancels.</summary>
internal static class StandInServers
{
    /// <summary>Starts the servers and waits.</summary>
    /// <param name="copy">A changed copy of <c>openapi/dist/generator.yaml</c>; null for the document itself.</param>
    /// <param name="port">The port of the API; 0 for a free one.</param>
    /// <param name="started">Called with the addresses.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    public static async Task RunAsync(
        string? copy, int port, Action<QboxmailEmulator, DocsServer> started, CancellationToken cancellationToken)
    {
        if (copy is not null)
        {
            OpenApiFile.UseCopy(ToJson(await File.ReadAllTextAsync(copy, cancellationToken)));
        }

        await using var emulator = await ApiStandIn.StartAsync(port, cancellationToken);
        await using var docs = await DocsServer.StartAsync(
            Operation.All.Select(operation => new Route(operation.Method, operation.Path)), DocsMood.Pages, cancellationToken);
        started(emulator, docs);

        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(stopped.SetResult);
        await stopped.Task;
    }

    /// <exception cref="UsageException">The text is not an OpenAPI document.</exception>
    private static string ToJson(string yaml)
    {
        try
        {
            // JSON is YAML too.
            var document = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object>(yaml);
            var json = new SerializerBuilder().JsonCompatible().Build().Serialize(document);
            using var parsed = JsonDocument.Parse(json);
            return parsed.RootElement.TryGetProperty("x-qboxmail-parts", out _)
                ? json
                : throw new UsageException("The copy is not one of openapi/dist/generator.yaml, which the emulator reads.");
        }
        catch (YamlException exception)
        {
            throw new UsageException($"The copy is neither YAML nor JSON: {exception.Message}");
        }
    }
}
