using Qboxmail.Emulator.Domain;
using Qboxmail.Emulator.Operations;
using Qboxmail.Emulator.Seeding;

namespace Qboxmail.Emulator.Actions;

/// <summary>Implements the actions that <see cref="QboxmailEmulator"/> and the endpoints under <c>/_emulator/</c> share.</summary>
internal sealed class EmulatorActions(EmulatorInstance instance)
{
    public EmulatorInstance Instance { get; } = instance;

    private EmulatorState State => Instance.State;

    public string SaveSeed() => State.WithLock(SeedWriter.Write);

    public void ProveDomain(string name)
    {
        var isFound = State.WithLock(state => Prove(state, name.TrimEnd('.')));
        Require(isFound, $"There is no domain, domain alias or Delivery domain '{name}'. Create it first.", nameof(name));
    }

    public void FinishImport(string code) => Finish(state => state.Imports, code, "import");

    public void FinishMigration(string code) => Finish(state => state.Migrations, code, "migration");

    public void FillMailbox(string address, long usedBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(usedBytes);
        var isFound = State.WithLock(state => Events.Fill(state, address, usedBytes));
        Require(isFound, $"There is no mailbox '{address}'. Create it first.", nameof(address));
    }

    public void PublishDnsRecord(string name, string value) => State.WithLock(state => state.PublishDns(name, value));

    public void PublishFile(string host, string path) => State.WithLock(state => state.PublishFile(host, path));

    public void AddToken(EmulatorToken token) => State.WithLock(state => state.AddToken(token));

    public bool RemoveToken(string value) => State.WithLock(state => state.RemoveToken(value));

    public void ResendWebhook(int number) =>
        Require(State.Webhooks.Resend(number), $"There is no webhook with the number {number}. Use the number of a posted webhook.", nameof(number));

    private static bool Prove(EmulatorState state, string name)
    {
        OwnedEntity? owned = state.DomainNames.GetValueOrDefault(name);

        if (owned is DomainEntity domain && !string.Equals(domain.Name, name, StringComparison.OrdinalIgnoreCase))
        {
            owned = domain.Aliases.Rows.First(alias => string.Equals(alias.Name, name, StringComparison.OrdinalIgnoreCase));
        }

        var delivery = state.DeliveryDomains.Rows.FirstOrDefault(row => string.Equals(row.Name, name, StringComparison.OrdinalIgnoreCase));

        if (owned is not null)
        {
            Ownership.Prove(state, owned);
        }

        if (delivery is not null)
        {
            DeliveryDomains.Prove(state, delivery);
        }

        return owned is not null || delivery is not null;
    }

    private void Finish(Func<EmulatorState, Table<CsvEntity>> table, string code, string kind)
    {
        var isFound = State.WithLock(state =>
        {
            if (!table(state).TryGet(code, out var entity))
            {
                return false;
            }

            state.Schedule.RunNow(entity);
            return true;
        });

        Require(isFound, $"There is no {kind} with the code '{code}'. Create it first.", nameof(code));
    }

    private static void Require(bool condition, string message, string parameter)
    {
        if (!condition)
        {
            throw new ArgumentException(message, parameter);
        }
    }
}
