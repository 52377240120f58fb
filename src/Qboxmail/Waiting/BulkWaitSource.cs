namespace Qboxmail.Waiting;

/// <summary>The operations that a bulk wait polls.</summary>
/// <param name="List">Lists all resources with the given paging.</param>
/// <param name="Get">Gets one resource; null when no documented operation does.</param>
/// <param name="Code">Reads the code of an item.</param>
internal sealed record BulkWaitSource<T>(
    Func<PagingOptions, CancellationToken, PagedAsyncEnumerable<T>> List,
    Func<string, CancellationToken, Task<T>>? Get,
    Func<T, string> Code);
