namespace Qboxmail.Emulator;

/// <summary>An API token that the emulator accepts.</summary>
public sealed class EmulatorToken
{
    /// <summary>Initializes a new instance of the <see cref="EmulatorToken"/> class.</summary>
    /// <param name="value">The value that clients send in <c>X-Api-Token</c>.</param>
    /// <exception cref="ArgumentException">The value is empty, is enclosed in quotes, or contains characters that clients cannot send.</exception>
    public EmulatorToken(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);

        if (!IsSendable(value))
        {
            throw new ArgumentException("A token must contain only visible ASCII characters, and must not be enclosed in quotes.", nameof(value));
        }

        Value = value;
    }

    /// <summary>Gets the value that clients send in <c>X-Api-Token</c>.</summary>
    public string Value { get; }

    /// <summary>Gets or sets the kind of user that the token belongs to. The default is <see cref="EmulatorRole.Customer"/>.</summary>
    public EmulatorRole Role { get; set; }

    /// <summary>Gets or sets the code of the customer that the token belongs to. The default is <c>CUSTOMER1</c>.</summary>
    public string CustomerCode { get; set; } = "CUSTOMER1";

    /// <summary>
    /// Gets or sets the code of the manager, or <see langword="null"/> if the token does not belong to one. While the manager is disabled, requests
    /// fail with 403 (Forbidden).
    /// </summary>
    public string? ManagerCode { get; set; }

    /// <summary>
    /// Gets or sets the code of the team member, or <see langword="null"/> if the token does not belong to one. While the team member is disabled,
    /// requests fail with 403 (Forbidden).
    /// </summary>
    public string? TeamMemberCode { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the customer has a billing profile. If <see langword="false"/>, billable operations fail with 403
    /// (Forbidden). The default is <see langword="true"/>.
    /// </summary>
    public bool HasBillingProfile { get; set; } = true;

    /// <summary>
    /// Gets the operations that fail with 403 (Forbidden). An operation ID, such as <c>Domains_Delete</c>, denies one operation; a client name, such
    /// as <c>Domains</c>, denies all operations of that client.
    /// </summary>
    public ISet<string> DeniedOperations { get; } = new HashSet<string>(StringComparer.Ordinal);

    // Enclosing quotes usually come from an .env file. The client library rejects them too.
    internal static bool IsSendable(string value) =>
        value.All(c => c is > ' ' and <= '~') && !(value.Length > 1 && value[0] == value[^1] && value[0] is '"' or '\'');
}
