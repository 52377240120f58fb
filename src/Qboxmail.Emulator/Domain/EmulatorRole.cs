namespace Qboxmail.Emulator;

/// <summary>The kinds of users that a token can belong to.</summary>
public enum EmulatorRole
{
    /// <summary>The customer, who can access everything that the customer owns.</summary>
    Customer,

    /// <summary>A manager, who can access the resources assigned to the manager.</summary>
    Manager,

    /// <summary>A team member, who can access everything that the customer owns but may not call every operation.</summary>
    TeamMember,

    /// <summary>An administrator, who can access all customers and selects one with <c>customer_code</c>.</summary>
    Administrator,
}
