using Qboxmail.Clients;
using Qboxmail.Internal;
using Qboxmail.Models;
using Qboxmail.Waiting;

namespace Qboxmail;

public partial class EmailAccountsClient
{
    /// <summary>Creates a mailbox unless its domain has one of this name. Safe to repeat: a second run finds what the first one created.</summary>
    /// <remarks>
    /// Looks the name up, creates the mailbox when it is not there, and looks it up again when the creation failed in a way that leaves open whether it
    /// was done. Names are compared without case. What exists is returned as it is and never changed, whatever the request says: its password stays.
    /// </remarks>
    /// <param name="domainCode">Code of the domain, which must be active.</param>
    /// <param name="request">The mailbox to create. Leave it unchanged until the call has ended.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The mailbox, its code, and whether this call created it.</returns>
    /// <exception cref="QboxmailException">
    /// The call failed. When <see cref="QboxmailException.RequestMayHaveBeenProcessed"/> is true the mailbox was not found afterwards, or could not be looked
    /// up; repeat the call later. When the mailbox was created but cannot be read, <c>Data["Qboxmail.Code"]</c> of the exception holds its code.
    /// </exception>
    /// <exception cref="ArgumentException">An argument cannot be sent.</exception>
    public virtual Task<CreateIfNotExistsResult<EmailAccount>> CreateIfNotExistsAsync(
        string domainCode, CreateEmailAccountRequest request, CancellationToken cancellationToken = default)
    {
        var name = (request ?? throw new ArgumentNullException(nameof(request))).Name;
        CanonicalName.ThrowIfNotComparable(name, nameof(request));

        return new CreateIfNotExists<EmailAccount>(
            States,
            token => FindAsync(domainCode, name, token),
            token => CreateAsync(domainCode, request, token),
            (code, token) => GetAsync(domainCode, code, token),
            mailbox => mailbox.Code)
            .RunAsync(_connection, cancellationToken);
    }

    private async Task<EmailAccount?> FindAsync(string domainCode, string name, CancellationToken cancellationToken)
    {
        var query = new EmailAccountsListQuery { Query = name };

        await foreach (var mailbox in ListAsync(domainCode, query, ListLookup.LargePages, cancellationToken).ConfigureAwait(false))
        {
            if (CanonicalName.AreSameLocalPart(CanonicalName.LocalPartOf(mailbox.EmailAddress), name))
            {
                return mailbox;
            }
        }

        return null;
    }
}
