namespace Qboxmail.Emulator;

/// <summary>Who a token belongs to.</summary>
public enum EmulatorRole
{
    /// <summary>The paying customer: sees all that is the customer's.</summary>
    Customer,

    /// <summary>A manager: sees what is assigned to the manager.</summary>
    Manager,

    /// <summary>A team member: sees all that is the customer's, and may do what is not denied.</summary>
    TeamMember,

    /// <summary>An administrator above the customers: sees all of them, and tells by <c>customer_code</c> which is meant.</summary>
    Administrator,
}
