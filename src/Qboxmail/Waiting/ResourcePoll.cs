namespace Qboxmail.Waiting;

/// <summary>Polls the pending resources of a wait. It reads their list if that takes fewer requests than getting each resource.</summary>
/// <param name="get">A delegate that gets one resource, or <see langword="null"/> if no documented operation does.</param>
/// <param name="list">
/// A delegate that lists all resources with the specified paging. It is <see langword="null"/> in a wait for one resource, which needs no list.
/// </param>
/// <param name="codeOf">A delegate that gets the code of a list item.</param>
internal sealed class ResourcePoll<T>(
    Func<string, CancellationToken, Task<T>>? get,
    Func<PagingOptions, CancellationToken, PagedAsyncEnumerable<T>>? list = null,
    Func<T, string>? codeOf = null)
    where T : class
{
    private int _pages;

    /// <summary>Gets the resources that the last poll found.</summary>
    public List<(string Code, T Item)> Found { get; } = [];

    /// <summary>Gets the codes of the resources that the last poll did not find.</summary>
    public HashSet<string> Missing { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the transient error of the last poll that requests the longest delay, or <see langword="null"/> if there was none.</summary>
    public QboxmailException? Error { get; private set; }

    /// <summary>
    /// Gets a value indicating whether the last poll read at most one page, so that no missing resource can have moved between pages.
    /// </summary>
    public bool IsConclusive { get; private set; }

    // Individual requests must not outnumber the pages of the list. The maximum protects against a wrong page count.
    private int MaxIndividualRequests => Math.Min(50, Math.Max(1, _pages));

    /// <summary>Polls once. A resource whose request fails with a transient error is neither found nor missing.</summary>
    /// <param name="codes">The codes of the pending resources.</param>
    /// <param name="isOverdue">
    /// A delegate that returns whether a missing resource should exist by now. Such a resource is requested individually.
    /// </param>
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

        // Overdue resources are requested individually, because an item may have moved to a page that was already read, and an incomplete list proves
        // nothing.
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
                // The error affects only this resource, but a rate limit would affect all of them.
                Keep(exception);

                if (list is not null && PollErrors.IsUnknownRoute(exception))
                {
                    // The inferred path may be wrong, so a 404 proves nothing about a resource. From now on, only the list is used.
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
