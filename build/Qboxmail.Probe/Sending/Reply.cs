namespace Qboxmail.Probe.Sending;

/// <summary>The parts of a response that the stages evaluate.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Allow">The methods in the <c>Allow</c> header, or <see langword="null"/> if the header is absent.</param>
/// <param name="NamesPath"><see langword="true"/> if the page contains the expected path; otherwise, <see langword="false"/>.</param>
internal sealed record Reply(int Status, IReadOnlyList<string>? Allow, bool NamesPath);
