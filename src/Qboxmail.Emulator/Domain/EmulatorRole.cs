namespace Qboxmail.Emulator;

/// <summary>The kinds of users that a token can belong to.</summary>
public enum EmulatorRole
{
    /// <summary>The customer, who sees everything that the customer owns.</summary>
    Customer,

    /// <summary>A manager, who sees the resources assigned to the manager.</summary>
    Manager,

    /// <summary>A team member, who sees everything that the customer owns and may call operations that are not denied.</summary>
    TeamMember,

    /// <summary>An administrator, who sees all customers and selects one with <c>customer_code</c>.</summary>
    Administrator,
}
