namespace Qboxmail.Paging;

/// <summary>Knows when a walk is over: by what the API says, and by what its pages show where it says nothing.</summary>
internal sealed class EndOfList
{
    private int _largest;
    private long? _fingerprint;

    /// <param name="page">The page that came.</param>
    /// <param name="holdsNothing">Whether it is empty, or the one before once more.</param>
    public bool IsReached<T>(Page<T> page, out bool holdsNothing)
    {
        var isRepeated = page.TotalPages is null && page.Fingerprint is not null && page.Fingerprint == _fingerprint;

        _largest = Math.Max(_largest, page.Items.Count);
        _fingerprint = page.Fingerprint;
        holdsNothing = page.Items.Count == 0 || isRepeated;

        return holdsNothing || (page.TotalPages is { } pages ? page.Number >= pages : page.Items.Count < (page.Pagination?.Per ?? _largest));
    }
}
