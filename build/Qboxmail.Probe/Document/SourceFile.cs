using YamlDotNet.RepresentationModel;

namespace Qboxmail.Probe.Document;

/// <summary>A YAML source file of the OpenAPI document, with its lines.</summary>
internal sealed class SourceFile
{
    private SourceFile(string name, string text)
    {
        Name = name;
        Lines = text.ReplaceLineEndings("\n").Split('\n');
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        Root = yaml.Documents[0].RootNode;
    }

    /// <summary>Gets the path of the file relative to the root of the repository, such as <c>openapi/common.yaml</c>.</summary>
    public string Name { get; }

    public IReadOnlyList<string> Lines { get; }

    public YamlNode Root { get; }

    public static SourceFile Read(string repository, string name) => new(name, File.ReadAllText(Path.Combine(repository, name)));

    /// <summary>Gets the number of the last line of the block that begins at a line. All other lines of the block are indented more deeply.</summary>
    public int EndOfBlock(int line)
    {
        var indent = Indent(line);
        var end = line;

        for (var next = line + 1; next <= Lines.Count && (IsBlank(next) || Indent(next) > indent); next++)
        {
            end = IsBlank(next) ? end : next;
        }

        return end;
    }

    public int Indent(int line) => Lines[line - 1].Length - Lines[line - 1].TrimStart().Length;

    /// <summary>Gets the text of a range of lines, including both ends.</summary>
    public string Text(int first, int last) => string.Join('\n', Lines.Skip(first - 1).Take(last - first + 1));

    private bool IsBlank(int line) => string.IsNullOrWhiteSpace(Lines[line - 1]);
}
