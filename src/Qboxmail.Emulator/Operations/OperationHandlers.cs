using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

/// <summary>The handlers of the operations, keyed by operation ID.</summary>
internal sealed class OperationHandlers
{
    private readonly Dictionary<string, Func<OperationContext, EmulatorResponse>> _byId = new(StringComparer.Ordinal);

    public OperationHandlers()
    {
        Domains.Register(this);
        DomainAliases.Register(this);
        EmailAccounts.Register(this);
        EmailAliases.Register(this);
        Signatures.Register(this);
        AddressBooks.Register(this);
        Contacts.Register(this);
        Imports.Register(this);
        Migrations.Register(this);
        Vault.Register(this);
        EmailLogs.Register(this);
        Managers.Register(this);
        TeamMembers.Register(this);
        Permissions.Register(this);
        Users.Register(this);
        Reports.Register(this);
        DeliveryDashboard.Register(this);
        DeliveryDomains.Register(this);
        DeliveryAccounts.Register(this);
        DeliveryApiTokens.Register(this);
        SuppressionLists.Register(this);
        TraceMail.Register(this);
    }

    public IEnumerable<string> Ids => _byId.Keys;

    public void Add(string operationId, Func<OperationContext, EmulatorResponse> handler) => _byId.Add(operationId, handler);

    public Func<OperationContext, EmulatorResponse>? Find(string operationId) => _byId.GetValueOrDefault(operationId);
}
