namespace Qboxmail.Probe.Results;

/// <summary>A change of a file, which replaces whole lines.</summary>
/// <param name="File">The path of the file below the repository.</param>
/// <param name="Line">The number of the first line.</param>
/// <param name="Old">The current lines.</param>
/// <param name="New">The new lines; empty to delete the current lines.</param>
internal sealed record Edit(string File, int Line, string Old, string New);
