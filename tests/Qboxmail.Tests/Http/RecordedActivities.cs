using System.Collections.Concurrent;
using System.Diagnostics;

namespace Qboxmail.Tests;

/// <summary>Records the activities of the library that have ended.</summary>
internal sealed class RecordedActivities : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly ConcurrentQueue<Activity> _ended = new();

    public RecordedActivities()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name == "Qboxmail",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyList<Activity> Ended => [.. _ended];

    /// <summary>Gets the tags of the only activity, as <c>tag=value</c>.</summary>
    public IEnumerable<string> Tags => Ended.Single().TagObjects.Select(tag => $"{tag.Key}={tag.Value}");

    public void Dispose() => _listener.Dispose();
}
