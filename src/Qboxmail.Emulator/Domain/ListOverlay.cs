using System.Globalization;
using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Domain;

/// <summary>The items that faults have removed from or added to one list.</summary>
internal sealed class ListOverlay
{
    // Adding a fault requires no token, so these limits prevent callers from exhausting memory.
    private const int MaxAdded = 10_000;
    private const int MaxGone = 10_000;

    private readonly HashSet<string> _gone = new(StringComparer.Ordinal);
    private readonly List<Entity> _added = [];
    private readonly HashSet<string> _addedCodes = new(StringComparer.Ordinal);

    /// <summary>Gets the number of items that faults have removed.</summary>
    public int Gone => _gone.Count;

    public IEnumerable<Entity> Show(IEnumerable<Entity> rows) => _added.Concat(rows).Where(row => !_gone.Contains(row.Code));

    /// <summary>Removes the first <paramref name="count"/> of the selected items from the list.</summary>
    /// <param name="all">All items of the list, without the changes of faults.</param>
    /// <param name="rows">The items that the query selects, in order.</param>
    /// <param name="count">The number of items to remove.</param>
    public void Vanish(IEnumerable<Entity> all, IEnumerable<Entity> rows, int count)
    {
        _gone.UnionWith(rows.Take(count).Select(row => row.Code));

        if (_gone.Count > MaxGone)
        {
            // The codes of items that no longer exist would only occupy memory.
            _gone.IntersectWith(all.Concat(_added).Select(row => row.Code));
        }
    }

    /// <summary>Adds copies of the first selected item, with new codes, to the front of the list.</summary>
    /// <param name="rows">The items that the query selects, in order.</param>
    /// <param name="count">The number of copies to add.</param>
    /// <param name="codes">The source of new codes.</param>
    public void Appear(IEnumerable<Entity> rows, int count, Codes codes)
    {
        // Added copies are not copied again, because the code of a copy contains the code of its original and would grow.
        if (rows.FirstOrDefault(row => !_addedCodes.Contains(row.Code)) is { } first)
        {
            List<Entity> copies = [.. Enumerable.Range(0, Math.Min(count, MaxAdded - _added.Count)).Select(_ => Copy(first, codes.Id()))];
            _added.InsertRange(0, copies);
            _addedCodes.UnionWith(copies.Select(copy => copy.Code));
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
