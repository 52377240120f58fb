using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Domain;

/// <summary>An import or migration. Both process the rows of a CSV file.</summary>
internal sealed class CsvEntity(string code, JsonObject fields) : Entity(code, fields)
{
    public List<Entity> Rows { get; } = [];

    /// <summary>Gets or sets the number of the most recently scheduled action. Earlier actions have no effect.</summary>
    public int Plan { get; set; }
}
