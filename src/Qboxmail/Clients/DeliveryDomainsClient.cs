using Qboxmail.Clients;
using Qboxmail.Models;

namespace Qboxmail;

public partial class DeliveryDomainsClient
{
    /// <summary>Finds a Delivery domain by its name, which must match exactly.</summary>
    /// <remarks>Names are compared in punycode, ignoring case. Reads all pages of the search.</remarks>
    /// <param name="name">The name of the domain, internationalized or in punycode.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    /// <returns>The Delivery domain; null when there is none that the token's user can access.</returns>
    /// <exception cref="QboxmailException">The call failed.</exception>
    /// <exception cref="ArgumentException">An argument is null, empty or cannot be sent.</exception>
    public virtual Task<DeliveryDomain?> FindByNameAsync(string name, CancellationToken cancellationToken = default) =>
        NameLookup.FindDomainAsync(
            name, form => ListAsync(new() { Query = form }, PagingOptions.LargePages, cancellationToken), static domain => domain.Name);
}
