using System.Collections;

namespace Qboxmail.Emulator.Collections;

/// <summary>The latest 1,000 items, oldest first. Older items are dropped, so that a long run cannot exhaust memory.</summary>
internal sealed class LatestItems<T> : IEnumerable<T>
{
    private const int MaxItems = 1000;

    private readonly Queue<T> _items = [];

    /// <summary>Gets the number of items that have been added, including the dropped ones.</summary>
    public int Added { get; private set; }

    public void Add(T item)
    {
        _items.Enqueue(item);
        Added++;

        if (_items.Count > MaxItems)
        {
            _items.Dequeue();
        }
    }

    public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
