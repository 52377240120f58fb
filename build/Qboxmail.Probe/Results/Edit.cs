namespace Qboxmail.Probe.Results;

/// <summary>A change to a file that replaces whole lines.</summary>
/// <param name="File">The path of the file, relative to the root of the repository.</param>
/// <param name="Line">The number of the first line, starting with 1.</param>
/// <param name="Old">The current lines.</param>
/// <param name="New">The new lines; empty to delete the current lines.</param>
internal sealed record Edit(string File, int Line, string Old, string New);
