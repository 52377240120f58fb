namespace Qboxmail.Emulator;

/// <summary>An API token that the emulator accepts.</summary>
public sealed class EmulatorToken
{
    /// <summary>Initializes a token.</summary>
    /// <param name="value">The value that clients send in <c>X-Api-Token</c>.</param>
    /// <exception cref="ArgumentException">The value is empty, or contains characters that clients cannot send.</exception>
    public EmulatorToken(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);

        if (!IsSendable(value))
        {
            throw new ArgumentException("A token contains only visible ASCII characters, and no quotes around them.", nameof(value));
        }

        Value = value;
    }

    /// <summary>Gets the value that clients send in <c>X-Api-Token</c>.</summary>
    public string Value { get; }

    /// <summary>Gets or sets the kind of user that the token belongs to. A customer by default.</summary>
    public EmulatorRole Role { get; set; }

    /// <summary>Gets or sets the code of the customer. <c>CUSTOMER1</c> by default.</summary>
    public string CustomerCode { get; set; } = "CUSTOMER1";

    /// <summary>Gets or sets the code of the manager if the token belongs to one. Requests get 403 while the manager is disabled.</summary>
    public string? ManagerCode { get; set; }

    /// <summary>Gets or sets the code of the team member if the token belongs to one. Requests get 403 while the team member is disabled.</summary>
    public string? TeamMemberCode { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the customer has a billing profile. Without one, billable operations return 403. True by default.
    /// </summary>
    public bool HasBillingProfile { get; set; } = true;

    /// <summary>
    /// Gets the operations that return 403: IDs, such as <c>Domains_Delete</c>, or all operations of a client, such as <c>Domains</c>.
    /// </summary>
    public ISet<string> DeniedOperations { get; } = new HashSet<string>(StringComparer.Ordinal);

    // Quotes come from a file of environment variables. The library refuses them, too.
    internal static bool IsSendable(string value) =>
        value.All(c => c is > ' ' and <= '~') && !(value.Length > 1 && value[0] == value[^1] && value[0] is '"' or '\'');
}
