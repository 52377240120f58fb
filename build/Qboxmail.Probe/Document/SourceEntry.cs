namespace Qboxmail.Probe.Document;

/// <summary>An entry of a mapping.</summary>
/// <param name="Name">The key.</param>
/// <param name="Line">The number of the line with the key.</param>
/// <param name="Value">The value.</param>
/// <param name="IsMerged">True if the entry belongs to a mapping that YAML merges into others.</param>
internal sealed record SourceEntry(string Name, int Line, SourceNode Value, bool IsMerged)
{
    public SourceFile File => Value.File;

    /// <summary>Gets the number of the last line.</summary>
    public int LastLine => File.EndOfBlock(Line);
}
