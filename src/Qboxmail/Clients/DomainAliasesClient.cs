using Qboxmail.Clients;
using Qboxmail.Models;

namespace Qboxmail;

public partial class DomainAliasesClient
{
    /// <summary>Finds a domain alias by its name, which must match exactly.</summary>
    /// <remarks>Names are compared in punycode, ignoring case. Reads all pages of the search.</remarks>
    /// <param name="domainCode">Code of the domain.</param>
    /// <param name="name">The name of the alias, internationalized or in punycode.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    /// <returns>The alias; null when there is none that the token's user can access.</returns>
    /// <exception cref="QboxmailException">The call failed.</exception>
    /// <exception cref="ArgumentException">An argument is null, empty or cannot be sent.</exception>
    [System.Diagnostics.CodeAnalysis.Experimental("QBOX001")] // DomainAliases_List is inferred.
    public virtual Task<DomainAlias?> FindByNameAsync(string domainCode, string name, CancellationToken cancellationToken = default) =>
        NameLookup.FindDomainAsync(
            name, form => ListAsync(domainCode, new() { Query = form }, PagingOptions.LargePages, cancellationToken), static alias => alias.Name);
}
