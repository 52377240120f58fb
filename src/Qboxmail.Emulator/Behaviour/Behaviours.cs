namespace Qboxmail.Emulator.Behaviour;

/// <summary>What each operation does, by its id.</summary>
internal sealed class Behaviours
{
    private readonly Dictionary<string, Func<Call, Answer>> _byId = new(StringComparer.Ordinal);

    public Behaviours()
    {
        Domains.AddTo(this);
        DomainAliases.AddTo(this);
        EmailAccounts.AddTo(this);
        EmailAliases.AddTo(this);
        Signatures.AddTo(this);
        AddressBooks.AddTo(this);
        Contacts.AddTo(this);
        Imports.AddTo(this);
        Migrations.AddTo(this);
        Vault.AddTo(this);
        EmailLogs.AddTo(this);
        Managers.AddTo(this);
        TeamMembers.AddTo(this);
        Permissions.AddTo(this);
        Users.AddTo(this);
        Reports.AddTo(this);
        DeliveryDashboard.AddTo(this);
        DeliveryDomains.AddTo(this);
        DeliveryAccounts.AddTo(this);
        DeliveryApiTokens.AddTo(this);
        SuppressionLists.AddTo(this);
        TraceMail.AddTo(this);
    }

    public IEnumerable<string> Ids => _byId.Keys;

    public void Add(string operationId, Func<Call, Answer> behaviour) => _byId.Add(operationId, behaviour);

    public Func<Call, Answer>? Find(string operationId) => _byId.GetValueOrDefault(operationId);
}
