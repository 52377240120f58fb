using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Domain;

internal sealed class ReportEntity(string code, JsonObject fields, string csv) : Entity(code, fields)
{
    public string Csv { get; } = csv;
}
