using System.Globalization;
using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Domain;

/// <summary>What faults have done to the rows of one list.</summary>
internal sealed class ListOverlay
{
    private readonly HashSet<string> _gone = new(StringComparer.Ordinal);
    private readonly List<Entity> _added = [];

    public IEnumerable<Entity> Show(IEnumerable<Entity> rows) => _added.Concat(rows).Where(row => !_gone.Contains(row.Code));

    /// <param name="rows">The rows that a query selects, in their order.</param>
    /// <param name="count">How many of them vanish.</param>
    public void Vanish(IEnumerable<Entity> rows, int count) => _gone.UnionWith(rows.Take(count).Select(row => row.Code));

    /// <param name="rows">The rows that a query selects, in their order.</param>
    /// <param name="count">How many appear before them.</param>
    /// <param name="codes">Where new codes come from.</param>
    public void Appear(IEnumerable<Entity> rows, int count, Codes codes)
    {
        if (rows.FirstOrDefault() is { } first)
        {
            _added.InsertRange(0, Enumerable.Range(0, count).Select(_ => Copy(first, codes.Id())));
        }
    }

    private static Entity Copy(Entity row, long number)
    {
        var fields = row.Fields.DeepClone().AsObject();
        var text = number.ToString(CultureInfo.InvariantCulture);
        var isNumber = long.TryParse(row.Code, CultureInfo.InvariantCulture, out _);
        var code = isNumber ? text : $"{row.Code}-{text}";

        foreach (var name in Entity.CodeFields.Where(name => fields[name]?.ToString() == row.Code))
        {
            fields[name] = fields[name]!.GetValueKind() == System.Text.Json.JsonValueKind.Number ? JsonValue.Create(number) : code;
        }

        return new Entity(code, fields);
    }
}
