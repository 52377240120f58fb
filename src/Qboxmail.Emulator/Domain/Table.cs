using System.Diagnostics.CodeAnalysis;

namespace Qboxmail.Emulator.Domain;

/// <summary>Resources in the order of their creation, with lookup by code. The lookup ignores case, because existing clients rely on it.</summary>
internal sealed class Table<T>
    where T : Entity
{
    private const int MaxGaps = 1000;

    private readonly Dictionary<string, int> _positions = new(StringComparer.OrdinalIgnoreCase);

    // A list allows random access to the pages of a long table. Removed resources leave null entries until the next read.
    private readonly List<T?> _rows = [];

    public int Count => _positions.Count;

    /// <summary>Gets the number of resources plus the gaps that removed resources have left.</summary>
    public int Size => _rows.Count;

    public IReadOnlyList<T> Rows
    {
        get
        {
            if (_rows.Count > Count)
            {
                RemoveGaps();
            }

            return _rows!;
        }
    }

    public T Add(T entity)
    {
        // Only reads remove gaps, so a table that is never read would accumulate them.
        if (_rows.Count > (2 * Count) + MaxGaps)
        {
            RemoveGaps();
        }

        _positions.Add(entity.Code, _rows.Count);
        _rows.Add(entity);
        return entity;
    }

    public bool TryGet(string code, [NotNullWhen(true)] out T? entity)
    {
        entity = _positions.TryGetValue(code, out var position) ? _rows[position] : null;
        return entity is not null;
    }

    /// <summary>Removes the resource with the specified code.</summary>
    /// <returns><see langword="true"/> if the resource was found; otherwise, <see langword="false"/>.</returns>
    public bool Remove(string code)
    {
        if (!_positions.Remove(code, out var position))
        {
            return false;
        }

        _rows[position] = null;
        return true;
    }

    public void Clear()
    {
        _positions.Clear();
        _rows.Clear();
    }

    private void RemoveGaps()
    {
        _rows.RemoveAll(row => row is null);

        for (var position = 0; position < _rows.Count; position++)
        {
            _positions[_rows[position]!.Code] = position;
        }
    }
}
