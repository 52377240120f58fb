using Qboxmail.Clients;
using Qboxmail.Internal;
using Qboxmail.Models;
using Qboxmail.Waiting;

namespace Qboxmail;

public partial class EmailAccountsClient
{
    /// <summary>
    /// Creates a mailbox unless its domain has one with this name. Safe to repeat: a second call finds the mailbox that the first one created.
    /// </summary>
    /// <remarks>
    /// Looks the mailbox up by name, creates it when it does not exist, and looks it up again when the outcome of the creation is unknown. Names are
    /// compared ignoring case. An existing mailbox is returned unchanged, even when it differs from the request: it keeps its password.
    /// </remarks>
    /// <param name="domainCode">Code of the domain, which must be active.</param>
    /// <param name="request">The mailbox to create. Do not change it until the call has ended.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    /// <returns>The mailbox, its code, and whether this call created it.</returns>
    /// <exception cref="QboxmailException">
    /// The call failed. When <see cref="QboxmailException.RequestMayHaveBeenProcessed"/> is true, the mailbox was not found afterwards or the lookup
    /// failed: repeat the call later. When the mailbox was created but cannot be read, <c>Data["Qboxmail.Code"]</c> of the exception contains its
    /// code.
    /// </exception>
    /// <exception cref="ArgumentException">An argument is null, empty or cannot be sent.</exception>
    public virtual Task<CreateIfNotExistsResult<EmailAccount>> CreateIfNotExistsAsync(
        string domainCode, CreateEmailAccountRequest request, CancellationToken cancellationToken = default)
    {
        var name = (request ?? throw new ArgumentNullException(nameof(request))).Name;
        CanonicalName.ThrowIfNotComparable(name, nameof(request));

        return new CreateIfNotExists<EmailAccount>(
            States,
            token => FindByNameAsync(domainCode, name, token),
            token => CreateAsync(domainCode, request, token),
            (code, token) => GetAsync(domainCode, code, token),
            mailbox => mailbox.Code)
            .RunAsync(_connection, cancellationToken);
    }

    /// <summary>Finds a mailbox by its name, which must match exactly.</summary>
    /// <remarks>Names are compared ignoring case. Reads all pages of the search.</remarks>
    /// <param name="domainCode">Code of the domain.</param>
    /// <param name="name">The part of the address before the <c>@</c>.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    /// <returns>The mailbox; null when there is none that the token's user can access.</returns>
    /// <exception cref="QboxmailException">The call failed.</exception>
    /// <exception cref="ArgumentException">An argument is null, empty or cannot be sent.</exception>
    public virtual Task<EmailAccount?> FindByNameAsync(string domainCode, string name, CancellationToken cancellationToken = default)
    {
        CanonicalName.ThrowIfNotComparable(name);

        return NameLookup.FindAsync(
            [ListAsync(domainCode, new() { Query = name }, ListLookup.LargePages, cancellationToken)],
            mailbox => CanonicalName.AreSameLocalPart(CanonicalName.LocalPartOf(mailbox.EmailAddress), name));
    }

    /// <summary>Finds a mailbox by its address, which must match exactly.</summary>
    /// <remarks>Finds the domain first. Names are compared in punycode, ignoring case. Reads all pages of the search.</remarks>
    /// <param name="address">The address of the mailbox.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    /// <returns>The mailbox; null when there is none that the token's user can access.</returns>
    /// <exception cref="QboxmailException">The call failed.</exception>
    /// <exception cref="ArgumentException">An argument is null, empty or cannot be sent.</exception>
    public virtual async Task<EmailAccount?> FindByAddressAsync(string address, CancellationToken cancellationToken = default)
    {
        var (name, domain) = CanonicalName.Split(address);

        return await new DomainsClient(Connection).FindByNameAsync(domain, cancellationToken).ConfigureAwait(false) is { } found
            ? await FindByNameAsync(found.Code, name, cancellationToken).ConfigureAwait(false)
            : null;
    }
}
