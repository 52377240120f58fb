using System.Text.Json;

namespace Qboxmail.Fuzz;

/// <summary>A response that caused a defect. A findings file contains one finding a line, which <c>--replay</c> reads.</summary>
internal sealed record FuzzFinding(FuzzInput Input, string Problem)
{
    public string ToLine() => JsonSerializer.Serialize(this);

    public static FuzzFinding FromLine(string line) => JsonSerializer.Deserialize<FuzzFinding>(line)!;
}
