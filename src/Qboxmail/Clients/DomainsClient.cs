using Qboxmail.Clients;
using Qboxmail.Internal;
using Qboxmail.Models;
using Qboxmail.Waiting;

namespace Qboxmail;

public partial class DomainsClient
{
    /// <summary>Creates a domain unless one of this name exists. Safe to repeat: a second run finds what the first one created.</summary>
    /// <remarks>
    /// <para>
    /// Looks the name up, creates the domain when it is not there, and looks it up again when the creation failed in a way that leaves open whether it
    /// was done. Names are compared in punycode and without case. What exists is returned as it is and never changed, whatever the request says.
    /// </para>
    /// <para>Only domains that the token's user may see are found: the name of another customer's domain ends in the refusal of the creation.</para>
    /// </remarks>
    /// <param name="request">The domain to create. Leave it unchanged until the call has ended.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The domain, its code, and whether this call created it.</returns>
    /// <exception cref="QboxmailException">
    /// The call failed. When <see cref="QboxmailException.RequestMayHaveBeenProcessed"/> is true the domain was not found afterwards, or could not be looked
    /// up; repeat the call later. When the domain was created but cannot be read, <c>Data["Qboxmail.Code"]</c> of the exception holds its code.
    /// </exception>
    /// <exception cref="ArgumentException">An argument cannot be sent.</exception>
    public virtual Task<CreateIfNotExistsResult<Domain>> CreateIfNotExistsAsync(CreateDomainRequest request, CancellationToken cancellationToken = default)
    {
        var name = (request ?? throw new ArgumentNullException(nameof(request))).Name;
        CanonicalName.ThrowIfNotComparable(name, nameof(request));

        return new CreateIfNotExists<Domain>(
            States, token => FindAsync(name, token), token => CreateAsync(request, token), GetAsync, domain => domain.Code)
            .RunAsync(_connection, cancellationToken);
    }

    private async Task<Domain?> FindAsync(string name, CancellationToken cancellationToken)
    {
        foreach (var form in CanonicalName.DomainForms(name))
        {
            await foreach (var domain in ListAsync(new DomainsListQuery { Query = form }, ListLookup.LargePages, cancellationToken).ConfigureAwait(false))
            {
                if (CanonicalName.AreSameDomain(domain.Name, name))
                {
                    return domain;
                }
            }
        }

        return null;
    }
}
