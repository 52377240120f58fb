namespace Qboxmail.Models;

/// <summary>What a number that limits something can mean beside itself.</summary>
public static class Limit
{
    /// <summary>No limit: -1, in fields such as <see cref="CreateDomainRequest.MaxEmailAccounts"/>, sent and answered.</summary>
    public const long None = -1;
}
