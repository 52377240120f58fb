using Qboxmail.Internal;

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

    /// <summary>Finds the domain of an address, and then the resource by its name in that domain; null when either does not exist.</summary>
    public static async Task<T?> FindByAddressAsync<T>(
        DomainsClient domains, string address, Func<string, string, CancellationToken, Task<T?>> findByName, CancellationToken cancellationToken)
        where T : class
    {
        var (name, domain) = CanonicalName.Split(address);

        return await domains.FindByNameAsync(domain, cancellationToken).ConfigureAwait(false) is { } found
            ? await findByName(found.Code, name, cancellationToken).ConfigureAwait(false)
            : null;
    }
}
