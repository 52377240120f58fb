namespace Qboxmail.Paging;

/// <summary>Knows when a walk is over: by what the API says, and by what its pages show where it says nothing.</summary>
internal sealed class EndDetector
{
    private int _largest;
    private int _pages = int.MaxValue;
    private bool _isStuck;
    private int _repetitions;
    private long? _fingerprint;

    /// <param name="page">The page that came.</param>
    /// <param name="hasNewRows">Whether it has rows that were not handed out yet, as far as they can be recognised.</param>
    /// <param name="holdsNothing">Whether it is empty, or only what came before once more.</param>
    public bool Observe<T>(Page<T> page, bool hasNewRows, out bool holdsNothing)
    {
        var wasStuck = _isStuck;
        _repetitions = page.Fingerprint is not null && page.Fingerprint == _fingerprint ? _repetitions + 1 : 0;
        _isStuck = !hasNewRows || _repetitions > 0;

        // Rows put in at the front make pages come once more, and the end move away. Where it moves on and on while nothing new comes, it is none.
        _pages = Math.Min(page.TotalPages ?? int.MaxValue, _isStuck && wasStuck ? _pages : int.MaxValue);
        _largest = Math.Max(_largest, page.Items.Count);
        _fingerprint = page.Fingerprint;
        // The same page three times is that of a server that does not look at the number, however many pages it promises.
        holdsNothing = page.Items.Count == 0 || (_isStuck && page.TotalPages is null) || _repetitions > 1;

        return holdsNothing || (page.TotalPages is null ? page.Items.Count < (page.Pagination?.Per ?? _largest) : page.Number >= _pages);
    }
}
