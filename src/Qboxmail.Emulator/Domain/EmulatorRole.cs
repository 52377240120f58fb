namespace Qboxmail.Emulator;

/// <summary>Specifies the kind of user that a token belongs to.</summary>
public enum EmulatorRole
{
    /// <summary>A customer. The token can access all resources of the customer.</summary>
    Customer,

    /// <summary>A manager. The token can access only the resources that are assigned to the manager.</summary>
    Manager,

    /// <summary>
    /// A team member of a customer. The token can access all resources of the customer, but cannot call operations that are reserved for customers.
    /// </summary>
    TeamMember,

    /// <summary>An administrator. The token can access the resources of all customers; <c>customer_code</c> selects one.</summary>
    Administrator,
}
