namespace Qboxmail.Probe.Sending;

/// <summary>What a stage keeps of a response.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Allow">The methods of the Allow header; null without one.</param>
/// <param name="NamesPath">Whether the page names the path that was looked for.</param>
internal sealed record Reply(int Status, IReadOnlyList<string>? Allow, bool NamesPath);
