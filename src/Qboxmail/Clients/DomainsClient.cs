using Qboxmail.Clients;
using Qboxmail.Internal;
using Qboxmail.Models;

namespace Qboxmail;

public partial class DomainsClient
{
    /// <summary>
    /// Creates a domain unless one with this name exists. Safe to repeat: a second call finds the domain that the first one created.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The method looks the domain up by name, creates it when it does not exist, and looks it up again when the outcome of the creation is unknown.
    /// Names are compared in punycode, ignoring case. An existing domain is returned unchanged, even when it differs from the request.
    /// </para>
    /// <para>Only domains that the token's user can access are found. When another customer has the domain, the API rejects the creation.</para>
    /// </remarks>
    /// <param name="request">The domain to create. Do not change it until the call has ended.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    /// <returns>The domain, its code, and whether this call created it.</returns>
    /// <exception cref="QboxmailException">
    /// The call failed. When <see cref="QboxmailException.RequestMayHaveBeenProcessed"/> is true, the domain was not found afterwards or the lookup
    /// failed: repeat the call later. When the domain was created but cannot be read, <c>Data["Qboxmail.Code"]</c> of the exception contains its
    /// code.
    /// </exception>
    /// <exception cref="ArgumentException">An argument is null, empty or cannot be sent.</exception>
    public virtual Task<CreateIfNotExistsResult<Domain>> CreateIfNotExistsAsync(
        CreateDomainRequest request, CancellationToken cancellationToken = default)
    {
        var name = (request ?? throw new ArgumentNullException(nameof(request))).Name;
        CanonicalName.ThrowIfNotComparable(name, nameof(request));

        return new CreateIfNotExists<Domain>(
            States, token => FindByNameAsync(name, token), token => CreateAsync(request, token), GetAsync, domain => domain.Code)
            .RunAsync(_connection, cancellationToken);
    }
}
