using Qboxmail.Internal;

namespace Qboxmail.Clients;

/// <summary>Finds a resource by its exact name, because the API only searches for names that contain a text.</summary>
internal static class NameLookup
{
    /// <summary>Finds a domain by its name, searched in each form in which the API may store it; null when it does not exist.</summary>
    public static Task<T?> FindDomainAsync<T>(string name, Func<string, PagedAsyncEnumerable<T>> search, Func<T, string?> nameOf)
        where T : class
    {
        CanonicalName.ThrowIfNotComparable(name);

        return FindAsync(CanonicalName.DomainForms(name).Select(search), item => CanonicalName.AreSameDomain(nameOf(item), name));
    }

    /// <summary>Finds a mailbox or an alias by the local part of its address, searched in each form; null when it does not exist.</summary>
    public static Task<T?> FindLocalPartAsync<T>(string name, Func<string, PagedAsyncEnumerable<T>> search, Func<T, string?> addressOf)
        where T : class
    {
        CanonicalName.ThrowIfNotComparable(name);

        return FindAsync(
            CanonicalName.LocalPartForms(name).Select(search),
            item => CanonicalName.AreSameLocalPart(CanonicalName.LocalPartOf(addressOf(item)), name));
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

    /// <summary>Reads all pages of each search until an item matches; null when none does.</summary>
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
