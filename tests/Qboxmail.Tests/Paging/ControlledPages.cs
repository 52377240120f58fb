using System.Net;

namespace Qboxmail.Tests;

/// <summary>A list in pages of ten, whose responses can be delayed.</summary>
internal sealed class ControlledPages(int total) : IDisposable
{
    private readonly SortedDictionary<int, TaskCompletionSource<Page<Domain>>> _held = [];
    private readonly SynchronizationContext? _context = LeaveContext();

    public List<int> Requested { get; } = [];

    public IEnumerable<int> Held => _held.Keys;

    public int CanceledCount { get; private set; }

    public bool Holds { get; set; }

    public bool ReportsTotals { get; init; } = true;

    public int? FailsAt { get; init; }

    public PagedAsyncEnumerable<Domain> List(int pagesAhead) =>
        new(GetAsync, new PagingOptions { PageSize = 10, PrefetchPages = pagesAhead }, CancellationToken.None);

    public void Respond(int page)
    {
        _held.Remove(page, out var response);
        response!.SetResult(Page(page));
    }

    public void Dispose() => SynchronizationContext.SetSynchronizationContext(_context);

    private Task<Page<Domain>> GetAsync(int page, int size, CancellationToken cancellationToken)
    {
        Requested.Add(page);

        if (page == FailsAt)
        {
            return Task.FromException<Page<Domain>>(
                new QboxmailApiException($"page {page}", HttpStatusCode.InternalServerError, QboxmailErrorReason.ServerError));
        }

        if (!Holds)
        {
            return Task.FromResult(Page(page));
        }

        var response = _held[page] = new TaskCompletionSource<Page<Domain>>();
        cancellationToken.Register(() =>
        {
            _held.Remove(page);
            CanceledCount++;
            response.TrySetCanceled(cancellationToken);
        });
        return response.Task;
    }

    private Page<Domain> Page(int page) => new(
        [.. Enumerable.Range(1, total).Skip((page - 1) * 10).Take(10).Select(number => new Domain { Code = $"D{number}" })],
        page,
        ReportsTotals ? new Pagination { Per = 10, TotalPages = (total + 9) / 10, TotalRecords = total } : null);

    // In a context of NUnit, continuations would run on another thread.
    private static SynchronizationContext? LeaveContext()
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        return context;
    }
}
