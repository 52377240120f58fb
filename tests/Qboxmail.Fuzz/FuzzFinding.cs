using System.Text.Json;

namespace Qboxmail.Fuzz;

/// <summary>An answer that was not read as it must be. In a file it is one line, from which it can be tried again.</summary>
internal sealed record FuzzFinding(FuzzInput Input, string Problem)
{
    public string ToLine() => JsonSerializer.Serialize(this);

    public static FuzzFinding FromLine(string line) => JsonSerializer.Deserialize<FuzzFinding>(line)!;
}
