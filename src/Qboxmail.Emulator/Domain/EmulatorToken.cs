namespace Qboxmail.Emulator;

/// <summary>A token that the emulator accepts.</summary>
public sealed class EmulatorToken
{
    /// <summary>Makes a token.</summary>
    /// <param name="value">What clients send in <c>X-Api-Token</c>.</param>
    /// <exception cref="ArgumentException">The value is null or empty: nobody who sends no token shall be let in.</exception>
    public EmulatorToken(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        Value = value;
    }

    /// <summary>What clients send in <c>X-Api-Token</c>.</summary>
    public string Value { get; }

    /// <summary>Who the token belongs to. A customer by default.</summary>
    public EmulatorRole Role { get; set; }

    /// <summary>Code of the customer. <c>CUSTOMER1</c> by default.</summary>
    public string CustomerCode { get; set; } = "CUSTOMER1";

    /// <summary>Code of the manager, for the role of one. The token answers 403 while that manager is disabled.</summary>
    public string? ManagerCode { get; set; }

    /// <summary>Code of the team member, for the role of one, or null. The token answers 403 while that team member is disabled.</summary>
    public string? TeamMemberCode { get; set; }

    /// <summary>Whether the customer has a billing profile. Without one, billable operations answer 403. True by default.</summary>
    public bool HasBillingProfile { get; set; } = true;

    /// <summary>
    /// Operations that answer 403, such as <c>Domains_Delete</c>, or all of a client, such as <c>Domains</c>: permissions that a team member lacks.
    /// </summary>
    public ISet<string> DeniedOperations { get; } = new HashSet<string>(StringComparer.Ordinal);
}
