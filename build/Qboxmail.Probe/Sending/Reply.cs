namespace Qboxmail.Probe.Sending;

/// <summary>The parts of a response that the stages evaluate.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Allow">The methods of the Allow header; null without one.</param>
/// <param name="NamesPath">True if the page names the expected path.</param>
internal sealed record Reply(int Status, IReadOnlyList<string>? Allow, bool NamesPath);
