using Qboxmail.Clients;
using Qboxmail.Http;
using Qboxmail.Internal;
using Qboxmail.Models;

namespace Qboxmail;

public partial class EmailAccountsClient
{
    /// <summary>
    /// Creates a mailbox unless its domain has one with this name. The call is safe to repeat: a second call finds the mailbox that the first one
    /// created.
    /// </summary>
    /// <remarks>
    /// The method looks the mailbox up by name and creates it if it does not exist. If the outcome of the creation is unknown, it looks the mailbox
    /// up again. Names are compared ignoring case. An existing mailbox is returned unchanged, even if it differs from the request: it keeps its
    /// password.
    /// </remarks>
    /// <param name="domainCode">The code of the domain, which must be active.</param>
    /// <param name="request">The mailbox to create. Do not change the request until the call has completed.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    /// <returns>The mailbox, its code, and whether this call created it.</returns>
    /// <exception cref="QboxmailException">
    /// The call failed. If <see cref="QboxmailException.RequestMayHaveBeenProcessed"/> is <see langword="true"/>, the mailbox was not found
    /// afterwards or the lookup failed: repeat the call later. If the mailbox was created but cannot be read, <c>Data["Qboxmail.Code"]</c> of the
    /// exception contains its code.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="domainCode"/> is <see langword="null"/> or empty, or <paramref name="request"/> is <see langword="null"/> or contains a value
    /// that is empty or cannot be sent.
    /// </exception>
    [OverloadResolutionPriority(1)]
    public virtual Task<CreateIfNotExistsResult<EmailAccount>> CreateIfNotExistsAsync(
        string domainCode, CreateEmailAccountRequest request, CancellationToken cancellationToken = default)
    {
        var name = (request ?? throw new ArgumentNullException(nameof(request))).Name;
        CanonicalName.ThrowIfNotComparable(name, nameof(request));

        return Creation(domainCode, request).RunAsync(_connection, cancellationToken);
    }

    /// <summary>
    /// Creates the mailboxes that a domain does not have yet. The call is safe to repeat: it finds the mailboxes that an earlier call created, even
    /// if that call was canceled or its process ended.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The method reads the mailboxes of the domain once and creates the missing ones concurrently. Names are compared ignoring case, and requests
    /// with the same name create one mailbox. Existing mailboxes are returned unchanged, even if they differ from the requests: they keep their
    /// passwords.
    /// </para>
    /// <para>
    /// If the outcome of a creation is unknown, the mailbox is looked up by name. After a 429 response, no further creation starts until the
    /// requested delay has passed. A failed request does not end the job; its outcome contains the exception. After a 401 response, or a 403 response
    /// that mentions the billing profile, no further creation starts: <see cref="BulkOutcome.Skipped"/> is <see langword="true"/> for the remaining
    /// requests.
    /// </para>
    /// </remarks>
    /// <param name="domainCode">The code of the domain, which must be active.</param>
    /// <param name="requests">The mailboxes to create. Do not change the requests until the call has completed.</param>
    /// <param name="options">The options for the job, or <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    /// <returns>
    /// The outcomes in the order of the requests. New mailboxes may not be active yet: wait until they are ready before you use them.
    /// </returns>
    /// <exception cref="QboxmailException">The mailboxes of the domain could not be read. No mailbox was created.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="domainCode"/> is <see langword="null"/> or empty, <paramref name="requests"/> is <see langword="null"/> or contains a request
    /// without a valid name, or <paramref name="options"/> contains an invalid value.
    /// </exception>
    public virtual Task<IReadOnlyList<BulkOutcome<CreateEmailAccountRequest>>> CreateIfNotExistsAsync(
        string domainCode,
        IEnumerable<CreateEmailAccountRequest> requests,
        BulkOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        List<CreateEmailAccountRequest> mailboxes = [.. requests ?? throw new ArgumentNullException(nameof(requests))];

        foreach (var request in mailboxes)
        {
            CanonicalName.ThrowIfNotComparable(
                (request ?? throw new ArgumentException("The requests must not contain null.", nameof(requests))).Name, nameof(requests));
        }

        var job = new BulkCreation<CreateEmailAccountRequest>(
            mailboxes,
            request => CanonicalName.OfLocalPart(request.Name),
            (options ?? new BulkOptions()).ValidatedCopy(),
            _connection?.Time ?? TimeProvider.System);

        async Task<(bool Created, string Code)> CreateOneAsync(CreateEmailAccountRequest request, CancellationToken token)
        {
            var (created, code, _) = await Creation(domainCode, request).CreateAsync(token).ConfigureAwait(false);
            return (created, code);
        }

        return Telemetry.TraceAsync(
            States.ActivityName(nameof(CreateIfNotExistsAsync)),
            () => job.RunAsync(token => GetCodesAsync(domainCode, token), CreateOneAsync, cancellationToken),
            cancellationToken);
    }

    private CreateIfNotExists<EmailAccount> Creation(string domainCode, CreateEmailAccountRequest request) => new(
        States,
        token => FindByNameAsync(domainCode, request.Name, token),
        token => CreateAsync(domainCode, request, token),
        (code, token) => GetAsync(domainCode, code, token),
        mailbox => mailbox.Code);

    private async Task<IReadOnlyDictionary<string, string>> GetCodesAsync(string domainCode, CancellationToken cancellationToken)
    {
        var codes = new Dictionary<string, string>(StringComparer.Ordinal);

        await foreach (var mailbox in ListAsync(domainCode, query: null, PagingOptions.LargePages, cancellationToken).ConfigureAwait(false))
        {
            if (CanonicalName.LocalPartOf(mailbox.EmailAddress) is { } name)
            {
                codes[CanonicalName.OfLocalPart(name)] = mailbox.Code;
            }
        }

        return codes;
    }
}
