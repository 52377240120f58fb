namespace Qboxmail.Waiting;

/// <summary>
/// Polls resources by their list while more are pending than the list has pages. Otherwise, it gets each one alone, which takes no more requests.
/// </summary>
/// <param name="get">Gets one resource; null when no documented operation does.</param>
/// <param name="list">Lists all resources with the given paging; null in a wait for one resource, which needs no list.</param>
/// <param name="codeOf">Gets the code of an item of the list.</param>
internal sealed class ResourcePoll<T>(
    Func<string, CancellationToken, Task<T>>? get,
    Func<PagingOptions, CancellationToken, PagedAsyncEnumerable<T>>? list = null,
    Func<T, string>? codeOf = null)
    where T : class
{
    private int _pages;

    /// <summary>Gets the resources that the last round found.</summary>
    public List<(string Code, T Item)> Found { get; } = [];

    /// <summary>Gets the codes that the last round did not find.</summary>
    public HashSet<string> Missing { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the transient error of the last round that requests the longest delay; null when there was none.</summary>
    public QboxmailException? Error { get; private set; }

    /// <summary>Gets a value indicating whether a missing resource cannot have moved between two pages of the list during the round.</summary>
    public bool IsConclusive { get; private set; }

    // Individual requests must not outnumber the pages of the list. The cap guards against a wrong page count.
    private int MaxIndividualRequests => Math.Min(50, Math.Max(1, _pages));

    /// <summary>Polls once. A transient error leaves the affected codes neither found nor missing.</summary>
    /// <param name="codes">The codes of the pending resources.</param>
    /// <param name="isOverdue">Whether a missing resource justifies its own request.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    public async Task RunAsync(IReadOnlyCollection<string> codes, Func<string, bool> isOverdue, CancellationToken cancellationToken)
    {
        Found.Clear();
        Missing.Clear();
        Error = null;
        IsConclusive = true;

        try
        {
            await (get is not null && codes.Count <= MaxIndividualRequests
                ? GetEachAsync(codes, cancellationToken)
                : ReadListAsync(codes, isOverdue, cancellationToken)).ConfigureAwait(false);
        }
        catch (QboxmailException exception) when (PollErrors.IsTransient(exception))
        {
            Keep(exception);
        }
    }

    private async Task ReadListAsync(IReadOnlyCollection<string> codes, Func<string, bool> isOverdue, CancellationToken cancellationToken)
    {
        var missing = new HashSet<string>(codes, StringComparer.Ordinal);
        var isComplete = true;

        try
        {
            await foreach (var page in list!(PagingOptions.LargePages, cancellationToken).AsPages().ConfigureAwait(false))
            {
                _pages = page.TotalPages ?? page.Number;
                IsConclusive = page.Number == 1 && (page.TotalPages == 1 || page.Items.Count == 0);
                Found.AddRange(page.Items.Where(item => missing.Remove(codeOf!(item))).Select(item => (codeOf!(item), item)));

                if (missing.Count == 0)
                {
                    return;
                }
            }
        }
        catch (QboxmailApiException exception) when (exception.IsIncompleteList)
        {
            Keep(exception);
            isComplete = false;
        }
        catch (QboxmailException exception) when (PollErrors.IsNotFound(exception))
        {
            // The parent of the list does not exist.
            Missing.UnionWith(missing);
            return;
        }

        var overdue = missing.Where(isOverdue).ToList();

        // Checked individually: an item may have moved to a page that was already read, and an incomplete list proves nothing.
        if (get is not null && (overdue.Count <= MaxIndividualRequests || !isComplete))
        {
            await GetEachAsync(overdue.Take(MaxIndividualRequests).ToList(), cancellationToken).ConfigureAwait(false);
            missing.ExceptWith(overdue);
        }

        if (isComplete)
        {
            Missing.UnionWith(missing);
        }
    }

    private async Task GetEachAsync(IReadOnlyCollection<string> codes, CancellationToken cancellationToken)
    {
        foreach (var code in codes)
        {
            try
            {
                Found.Add((code, await get!(code, cancellationToken).ConfigureAwait(false)));
            }
            catch (QboxmailException exception) when (PollErrors.IsTransient(exception) && !PollErrors.IsRateLimited(exception))
            {
                // The error affects only this resource; a rate limit affects all of them.
                Keep(exception);

                if (list is not null && PollErrors.IsUnknownRoute(exception))
                {
                    // The path is a guess, so 404 shows nothing about a resource. The list decides from now on.
                    get = null;
                    return;
                }

                if (PollErrors.IsNotFound(exception) || PollErrors.IsUnknownRoute(exception))
                {
                    Missing.Add(code);
                }
            }
        }
    }

    private void Keep(QboxmailException exception) =>
        Error = PollErrors.RetryAfterOf(exception) < PollErrors.RetryAfterOf(Error) ? Error : exception;
}
