namespace Qboxmail.Probe.Stages;

/// <param name="Done">The number of finished steps.</param>
/// <param name="Total">The number of steps.</param>
internal readonly record struct Progress(int Done, int Total);
