using Qboxmail.Json;

namespace Qboxmail.Paging;

/// <summary>Remembers the identities of the items that an enumeration returned last.</summary>
internal sealed class RecentItems<T>(int capacity)
{
    private readonly Queue<string> _order = new();
    private readonly HashSet<string> _identities = new(StringComparer.Ordinal);

    public bool CanRecognize => _identities.Count > 0;

    public static string? IdentityOf(T item) => item is IResponseModel { Identity.Length: > 0 } model ? model.Identity : null;

    public void Add(IReadOnlyList<T> items)
    {
        foreach (var identity in items.Select(IdentityOf).OfType<string>().Where(_identities.Add))
        {
            _order.Enqueue(identity);

            if (_order.Count > capacity)
            {
                _identities.Remove(_order.Dequeue());
            }
        }
    }

    public IReadOnlyList<T> Without(IReadOnlyList<T> items) => items.Any(Contains) ? items.Where(item => !Contains(item)).ToList() : items;

    public int LastIndexIn(IReadOnlyList<T> items) => items.ToList().FindLastIndex(Contains);

    private bool Contains(T item) => IdentityOf(item) is { } identity && _identities.Contains(identity);
}
