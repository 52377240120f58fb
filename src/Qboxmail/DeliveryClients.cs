using Qboxmail.Http;

namespace Qboxmail;

/// <summary>The resources of Delivery, which sends mail. Comes from <see cref="QboxmailClient.Delivery"/>.</summary>
public sealed class DeliveryClients
{
    internal DeliveryClients(ApiConnection connection)
    {
        Dashboard = new(connection);
        Domains = new(connection);
        Accounts = new(connection);
        ApiTokens = new(connection);
        SuppressionLists = new(connection);
        TraceMail = new(connection);
    }

    /// <summary>How much was sent, and how well it arrived.</summary>
    public DeliveryDashboardClient Dashboard { get; }

    /// <summary>Domains that messages are sent from.</summary>
    public DeliveryDomainsClient Domains { get; }

    /// <summary>Accounts that send transactional mail or newsletters.</summary>
    public DeliveryAccountsClient Accounts { get; }

    /// <summary>Tokens that a Delivery account sends with.</summary>
    public DeliveryApiTokensClient ApiTokens { get; }

    /// <summary>Addresses that no mail is sent to.</summary>
    public SuppressionListsClient SuppressionLists { get; }

    /// <summary>What became of the messages that were handed in for sending.</summary>
    public TraceMailClient TraceMail { get; }
}
