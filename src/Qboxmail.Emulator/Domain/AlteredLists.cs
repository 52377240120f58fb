namespace Qboxmail.Emulator.Domain;

/// <summary>
/// The lists that faults have changed, keyed by operation ID and path values. Only the latest 1,000 are kept, so that faults cannot exhaust memory.
/// </summary>
internal sealed class AlteredLists
{
    private const int MaxLists = 1000;

    private readonly OrderedDictionary<string, ListOverlay> _lists = new(StringComparer.OrdinalIgnoreCase);

    public int Count => _lists.Count;

    public ListOverlay? Find(string path) => _lists.GetValueOrDefault(path);

    public ListOverlay Add(string path)
    {
        if (_lists.Count == MaxLists)
        {
            _lists.RemoveAt(0);
        }

        var list = new ListOverlay();
        _lists.Add(path, list);
        return list;
    }
}
