namespace Qboxmail.Probe.Document;

/// <summary>An entry of a YAML mapping.</summary>
/// <param name="Name">The key.</param>
/// <param name="Line">The number of the line that contains the key.</param>
/// <param name="Value">The value.</param>
/// <param name="IsMerged">
/// <see langword="true"/> if the entry belongs to a mapping that YAML merges into others; otherwise, <see langword="false"/>.
/// </param>
internal sealed record SourceEntry(string Name, int Line, SourceNode Value, bool IsMerged)
{
    public SourceFile File => Value.File;

    /// <summary>Gets the number of the last line of the value.</summary>
    public int LastLine => File.EndOfBlock(Line);
}
