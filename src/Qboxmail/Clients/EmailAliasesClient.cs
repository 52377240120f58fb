using Qboxmail.Clients;
using Qboxmail.Models;

namespace Qboxmail;

public partial class EmailAliasesClient
{
    /// <summary>Finds an alias by its name, which must match exactly.</summary>
    /// <remarks>Names are compared ignoring case. Reads all pages of the search.</remarks>
    /// <param name="domainCode">Code of the domain.</param>
    /// <param name="name">The part of the address before the <c>@</c>.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    /// <returns>The alias; null when there is none that the token's user can access.</returns>
    /// <exception cref="QboxmailException">The call failed.</exception>
    /// <exception cref="ArgumentException">An argument is null, empty or cannot be sent.</exception>
    public virtual Task<EmailAlias?> FindByNameAsync(string domainCode, string name, CancellationToken cancellationToken = default) =>
        NameLookup.FindLocalPartAsync(
            name,
            text => ListAsync(domainCode, new() { Query = text }, PagingOptions.LargePages, cancellationToken),
            static alias => alias.Name);

    /// <summary>Finds an alias by its address, which must match exactly.</summary>
    /// <remarks>Finds the domain first. Names are compared in punycode, ignoring case. Reads all pages of the search.</remarks>
    /// <param name="address">The address of the alias.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    /// <returns>The alias; null when there is none that the token's user can access.</returns>
    /// <exception cref="QboxmailException">The call failed.</exception>
    /// <exception cref="ArgumentException">An argument is null, empty or cannot be sent.</exception>
    public virtual async Task<EmailAlias?> FindByAddressAsync(string address, CancellationToken cancellationToken = default) =>
        await NameLookup.FindByAddressAsync(new DomainsClient(Connection), address, FindByNameAsync, cancellationToken).ConfigureAwait(false);
}
