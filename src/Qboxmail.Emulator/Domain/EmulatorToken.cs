namespace Qboxmail.Emulator;

/// <summary>An API token that the emulator accepts.</summary>
public sealed class EmulatorToken
{
    /// <summary>Initializes a token.</summary>
    /// <param name="value">The value that clients send in <c>X-Api-Token</c>.</param>
    /// <exception cref="ArgumentException">The value is empty, is in quotes, or contains characters that clients cannot send.</exception>
    public EmulatorToken(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);

        if (!IsSendable(value))
        {
            throw new ArgumentException("A token must contain only visible ASCII characters, without quotes around them.", nameof(value));
        }

        Value = value;
    }

    /// <summary>Gets the value that clients send in <c>X-Api-Token</c>.</summary>
    public string Value { get; }

    /// <summary>Gets or sets the kind of user that the token belongs to. A customer by default.</summary>
    public EmulatorRole Role { get; set; }

    /// <summary>Gets or sets the code of the customer. <c>CUSTOMER1</c> by default.</summary>
    public string CustomerCode { get; set; } = "CUSTOMER1";

    /// <summary>Gets or sets the code of the manager if the token belongs to one. Requests fail with 403 while the manager is disabled.</summary>
    public string? ManagerCode { get; set; }

    /// <summary>
    /// Gets or sets the code of the team member if the token belongs to one. Requests fail with 403 while the team member is disabled.
    /// </summary>
    public string? TeamMemberCode { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the customer has a billing profile. Without one, billable operations fail with 403. True by default.
    /// </summary>
    public bool HasBillingProfile { get; set; } = true;

    /// <summary>
    /// Gets the operations that fail with 403. An operation ID, such as <c>Domains_Delete</c>, denies one operation; the name of a client, such as
    /// <c>Domains</c>, denies all of its operations.
    /// </summary>
    public ISet<string> DeniedOperations { get; } = new HashSet<string>(StringComparer.Ordinal);

    // Quotes usually come from an .env file. The library rejects them too.
    internal static bool IsSendable(string value) =>
        value.All(c => c is > ' ' and <= '~') && !(value.Length > 1 && value[0] == value[^1] && value[0] is '"' or '\'');
}
