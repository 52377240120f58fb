using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Operations;

namespace Qboxmail.Emulator.Tests;

/// <summary>Records requests and replays them inside the emulator without HTTP, in a tenth of the time.</summary>
internal sealed class RequestRecorder() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
{
    private static readonly OperationHandlers OperationHandlers = new();

    private readonly List<(Operation Operation, IReadOnlyDictionary<string, string> Path, JsonNode? Body)> _requests = [];

    /// <summary>Replays the recorded requests; the emulator must have the state that it had when recording started.</summary>
    public void Replay(QboxmailEmulator emulator) => emulator.State.WithLock(state =>
    {
        var caller = state.FindToken(emulator.Token)!;

        foreach (var (operation, path, body) in _requests)
        {
            var context = new OperationContext(operation, state, caller, path, QueryCollection.Empty, body?.DeepClone().AsObject());
            OperationHandlers.Find(operation.Id)!(context);
            state.Schedule.RunDue();
        }
    });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var segments = request.RequestUri!.AbsolutePath.Trim('/').Split('/').Select(Uri.UnescapeDataString).ToList();
        var operation = Operation.All
            .Where(operation => operation.Method == request.Method.Method && operation.Segments.Count == segments.Count)
            .Single(operation => operation.HasLiteralsOf(request.RequestUri.AbsolutePath));
        var path = operation.Segments.Zip(segments)
            .Where(pair => pair.First.StartsWith('{'))
            .ToDictionary(pair => pair.First.Trim('{', '}'), pair => pair.Second);
        // A write without a body has empty content.
        var body = request.Content is { Headers.ContentLength: > 0 } content
            ? JsonNode.Parse(await content.ReadAsStringAsync(cancellationToken))
            : null;
        _requests.Add((operation, path, body));
        return await base.SendAsync(request, cancellationToken);
    }
}
