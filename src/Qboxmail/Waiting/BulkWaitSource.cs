namespace Qboxmail.Waiting;

/// <summary>Where a bulk wait finds its resources.</summary>
/// <param name="List">Lists all of them with the given paging.</param>
/// <param name="Get">Gets one of them; null when no documented operation does.</param>
/// <param name="Code">Reads the code of an item.</param>
internal sealed record BulkWaitSource<T>(
    Func<PagingOptions, CancellationToken, PagedAsyncEnumerable<T>> List,
    Func<string, CancellationToken, Task<T>>? Get,
    Func<T, string> Code);
