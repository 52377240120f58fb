using System.Diagnostics.CodeAnalysis;

namespace Qboxmail.Emulator.Domain;

/// <summary>Resources in the order of their creation, found by code. Codes ignore case, on which real clients rely.</summary>
internal sealed class Table<T>
    where T : Entity
{
    private readonly Dictionary<string, LinkedListNode<T>> _byCode = new(StringComparer.OrdinalIgnoreCase);
    private readonly LinkedList<T> _rows = [];

    public int Count => _rows.Count;

    public IEnumerable<T> Rows => _rows;

    public T Add(T entity)
    {
        _byCode.Add(entity.Code, _rows.AddLast(entity));
        return entity;
    }

    public bool TryGet(string code, [NotNullWhen(true)] out T? entity)
    {
        entity = _byCode.TryGetValue(code, out var node) ? node.Value : null;
        return entity is not null;
    }

    /// <returns>True if the resource was found.</returns>
    public bool Remove(string code)
    {
        if (!_byCode.Remove(code, out var node))
        {
            return false;
        }

        _rows.Remove(node);
        return true;
    }

    public void Clear()
    {
        _byCode.Clear();
        _rows.Clear();
    }
}
