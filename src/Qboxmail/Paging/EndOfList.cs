using Qboxmail.Models;

namespace Qboxmail.Paging;

/// <summary>Knows when a walk is over: by what the API says, and by what its pages show where it says nothing.</summary>
internal sealed class EndOfList
{
    private int _largest;
    private long? _fingerprint;

    /// <param name="number">Number of the page that was asked for.</param>
    /// <param name="count">Rows on it.</param>
    /// <param name="pagination">What the API says about it.</param>
    /// <param name="fingerprint">Tells its answer from another.</param>
    /// <param name="holdsNothing">Whether the page is empty, or the one before once more.</param>
    public bool IsReached(int number, int count, Pagination? pagination, long? fingerprint, out bool holdsNothing)
    {
        _largest = Math.Max(_largest, count);

        var isRepeated = pagination?.TotalPages is null && fingerprint is not null && fingerprint == _fingerprint;
        _fingerprint = fingerprint;
        holdsNothing = count == 0 || isRepeated;

        return holdsNothing || (pagination?.TotalPages is { } pages ? number >= pages : count < (pagination?.Per ?? _largest));
    }
}
