namespace Qboxmail.Waiting;

/// <summary>Polls many resources: their list while many are pending, each one alone when they are fewer than the pages of the list.</summary>
internal sealed class BulkPoll<T>(BulkWaitSource<T> source)
    where T : class
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    private int _pages;
    private bool _isGetUnknown;

    /// <summary>Gets the resources that the last round found.</summary>
    public List<(string Code, T Item)> Found { get; } = [];

    /// <summary>Gets the codes that the last round did not find.</summary>
    public HashSet<string> Missing { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the longest delay that an error of the last round requested.</summary>
    public TimeSpan RetryAfter { get; private set; }

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
        RetryAfter = TimeSpan.Zero;

        try
        {
            await (source.Get is not null && !_isGetUnknown && codes.Count <= MaxIndividualRequests
                ? GetEachAsync(codes, cancellationToken)
                : ReadListAsync(codes, isOverdue, cancellationToken)).ConfigureAwait(false);
        }
        catch (QboxmailException exception) when (PollErrors.IsTransient(exception))
        {
            HonorRetryAfter(exception);
        }

        _seen.UnionWith(Found.Select(item => item.Code));
    }

    private async Task ReadListAsync(IReadOnlyCollection<string> codes, Func<string, bool> isOverdue, CancellationToken cancellationToken)
    {
        var missing = new HashSet<string>(codes, StringComparer.Ordinal);
        var pages = 0;
        var isComplete = true;

        try
        {
            await foreach (var page in source.List(ListLookup.LargePages, cancellationToken).AsPages().ConfigureAwait(false))
            {
                pages++;
                _pages = page.TotalPages ?? Math.Max(_pages, pages);
                Found.AddRange(page.Items.Where(item => missing.Remove(source.Code(item))).Select(item => (source.Code(item), item)));

                if (missing.Count == 0)
                {
                    return;
                }
            }
        }
        catch (QboxmailApiException exception) when (exception.IsIncompleteList && source.Get is not null)
        {
            isComplete = false;
        }
        catch (QboxmailException exception) when (PollErrors.IsNotFound(exception))
        {
            // The parent of the list does not exist.
            Missing.UnionWith(missing);
            return;
        }

        var overdue = missing.Where(isOverdue).ToList();
        isComplete &= pages >= _pages;

        // Checked individually: an item may have moved to a page that was already read, and a list that ends early proves nothing.
        if (source.Get is not null && !_isGetUnknown && (overdue.Count <= MaxIndividualRequests || !isComplete))
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
                Found.Add((code, await source.Get!(code, cancellationToken).ConfigureAwait(false)));
            }
            catch (QboxmailException exception) when (PollErrors.IsNotFound(exception))
            {
                Missing.Add(code);
            }
            catch (QboxmailException exception) when (PollErrors.IsUnknownRoute(exception) && PollErrors.IsTransient(exception))
            {
                // The path is a guess, so 404 shows nothing about a resource that nobody has seen. The list decides from now on.
                _isGetUnknown = true;

                if (_seen.Contains(code))
                {
                    Missing.Add(code);
                }
            }
            catch (QboxmailException exception) when (PollErrors.IsTransient(exception) && !PollErrors.IsRateLimited(exception))
            {
                // The error affects only this resource; a rate limit affects all of them.
                HonorRetryAfter(exception);
            }
        }
    }

    private void HonorRetryAfter(QboxmailException exception)
    {
        var retryAfter = PollErrors.RetryAfterOf(exception);
        RetryAfter = retryAfter > RetryAfter ? retryAfter : RetryAfter;
    }
}
