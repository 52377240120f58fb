using Qboxmail.Clients;
using Qboxmail.Internal;
using Qboxmail.Models;

namespace Qboxmail;

public partial class DomainsClient
{
    /// <summary>
    /// Creates a domain unless one with this name exists. The call is safe to repeat: a second call finds the domain that the first one created.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The method looks the domain up by name and creates it if it does not exist. If the outcome of the creation is unknown, it looks the domain up
    /// again. Names are compared in punycode, ignoring case. An existing domain is returned unchanged, even if it differs from the request.
    /// </para>
    /// <para>
    /// The method finds only domains that the user of the token can access. If the domain belongs to another customer, the API rejects the creation.
    /// </para>
    /// </remarks>
    /// <param name="request">The domain to create. Do not change the request until the call has completed.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    /// <returns>The domain, its code, and whether this call created it.</returns>
    /// <exception cref="QboxmailException">
    /// The call failed. If <see cref="QboxmailException.RequestMayHaveBeenProcessed"/> is <see langword="true"/>, the domain was not found afterwards
    /// or the lookup failed: repeat the call later. If the domain was created but cannot be read, <c>Data["Qboxmail.Code"]</c> of the exception
    /// contains its code.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="request"/> is <see langword="null"/>, or contains a value that is empty or cannot be sent.
    /// </exception>
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
