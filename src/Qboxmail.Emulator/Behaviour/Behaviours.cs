namespace Qboxmail.Emulator.Behaviour;

/// <summary>What each operation does, by its id.</summary>
internal sealed class Behaviours
{
    private readonly Dictionary<string, Func<Call, Answer>> _byId = new(StringComparer.Ordinal);

    public Behaviours()
    {
        Domains.AddTo(this);
        EmailAccounts.AddTo(this);
        DeliveryAccounts.AddTo(this);
    }

    public IEnumerable<string> Ids => _byId.Keys;

    public void Add(string operationId, Func<Call, Answer> behaviour) => _byId.Add(operationId, behaviour);

    public Func<Call, Answer>? Find(string operationId) => _byId.GetValueOrDefault(operationId);
}
