using Qboxmail.Internal;

namespace Qboxmail.Clients;

/// <summary>Finds resources by their exact names. The API can only search for names that contain a given string.</summary>
internal static class NameLookup
{
    /// <summary>
    /// Finds a domain by its name, or returns <see langword="null"/>. It searches for each form in which the API may store the name.
    /// </summary>
    public static Task<T?> FindDomainAsync<T>(string name, Func<string, PagedAsyncEnumerable<T>> search, Func<T, string?> nameOf)
        where T : class
    {
        CanonicalName.ThrowIfNotComparable(name);

        return FindAsync(CanonicalName.DomainForms(name).Select(search), item => CanonicalName.AreSameDomain(nameOf(item), name));
    }

    /// <summary>Finds a mailbox or an alias by the local part of its address, or returns <see langword="null"/>.</summary>
    public static Task<T?> FindLocalPartAsync<T>(string name, Func<string, PagedAsyncEnumerable<T>> search, Func<T, string?> addressOf)
        where T : class
    {
        CanonicalName.ThrowIfNotComparable(name);

        return FindAsync(
            CanonicalName.LocalPartForms(name).Select(search),
            item => CanonicalName.AreSameLocalPart(CanonicalName.LocalPartOf(addressOf(item)), name));
    }

    /// <summary>
    /// Finds the domain of an address, and then the resource with the local part of the address. Returns <see langword="null"/> if either does not
    /// exist.
    /// </summary>
    public static async Task<T?> FindByAddressAsync<T>(
        DomainsClient domains, string address, Func<string, string, CancellationToken, Task<T?>> findByName, CancellationToken cancellationToken)
        where T : class
    {
        var (name, domain) = CanonicalName.Split(address);

        return await domains.FindByNameAsync(domain, cancellationToken).ConfigureAwait(false) is { } found
            ? await findByName(found.Code, name, cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <summary>Reads the results of all searches until an item matches, or returns <see langword="null"/> if none does.</summary>
    private static async Task<T?> FindAsync<T>(IEnumerable<PagedAsyncEnumerable<T>> searches, Func<T, bool> isMatch)
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
