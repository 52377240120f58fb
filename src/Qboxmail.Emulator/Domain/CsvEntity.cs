using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Domain;

/// <summary>An import or a migration: something that works through the rows of a CSV file.</summary>
internal sealed class CsvEntity(string code, JsonObject fields) : Entity(code, fields)
{
    public List<Entity> Rows { get; } = [];

    /// <summary>Number of the latest plan; what an older one wanted to do is left undone.</summary>
    public int Plan { get; set; }
}
