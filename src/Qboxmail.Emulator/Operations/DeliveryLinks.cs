using System.Text.Json.Nodes;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

/// <summary>Maintains the links between Delivery accounts and domains. Accounts store them, and domains contain a copy.</summary>
internal static class DeliveryLinks
{
    public static IEnumerable<Entity> DomainsOf(EmulatorState state, Entity account) =>
        account.Texts("domains").Select(code => state.DeliveryDomains.TryGet(code, out var domain) ? domain : null).OfType<Entity>();

    public static IEnumerable<Entity> AccountsOf(EmulatorState state, Entity domain) =>
        state.DeliveryAccounts.Rows.Where(account => account.Texts("domains").Contains(domain.Code));

    /// <summary>Updates the accounts and domains after a change or deletion.</summary>
    public static void Refresh(EmulatorState state)
    {
        foreach (var account in state.DeliveryAccounts.Rows)
        {
            var codes = DomainsOf(state, account).Select(domain => domain.Code).ToList();
            account.Set("domains", new JsonArray([.. codes]));
            account.Set("domains_count", codes.Count);
        }

        foreach (var domain in state.DeliveryDomains.Rows)
        {
            var ids = AccountsOf(state, domain).Select(account => account.Number("id")).ToList();
            domain.Set("accounts", new JsonArray([.. ids]));
            domain.Set("accounts_count", ids.Count);
        }
    }
}
