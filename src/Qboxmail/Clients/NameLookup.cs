namespace Qboxmail.Clients;

/// <summary>Finds a resource by its exact name: the API only searches for names that contain a text.</summary>
internal static class NameLookup
{
    /// <summary>Reads all pages of each search until an item matches; null when none does.</summary>
    public static async Task<T?> FindAsync<T>(IEnumerable<PagedAsyncEnumerable<T>> searches, Func<T, bool> isMatch)
        where T : class
    {
        foreach (var search in searches)
        {
            await foreach (var item in search.ConfigureAwait(false))
            {
                if (isMatch(item))
                {
                    return item;
                }
            }
        }

        return null;
    }
}
