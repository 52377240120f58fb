using System.Globalization;
using Qboxmail.Emulator.Webhooks;

namespace Qboxmail.Emulator.Domain;

/// <summary>Everything that the emulator knows. One lock guards it; the background work that is due runs before each use.</summary>
internal sealed class EmulatorState : IDisposable
{
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, EmulatorToken> _tokens = new(StringComparer.Ordinal);
    private readonly HashSet<(string Host, string Path)> _files = [];
    private readonly List<(string Name, string Value)> _dns = [];

    public EmulatorState(QboxmailEmulatorOptions options)
    {
        Options = options;
        Delays = options.Delays;
        Schedule = new Schedule(options.TimeProvider);
        _timer = options.TimeProvider.CreateTimer(_ => WithLock(static _ => { }), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        foreach (var token in options.Tokens)
        {
            _tokens.TryAdd(token.Value, token);
        }
    }

    public QboxmailEmulatorOptions Options { get; }

    public EmulatorDelays Delays { get; private set; }

    public EmulatorOutcomes Outcomes => Options.Outcomes;

    public Codes Codes { get; } = new();

    public WebhookSender Webhooks { get; } = new(TimeProvider.System);

    public Schedule Schedule { get; }

    public Table<DomainEntity> Domains { get; } = new();

    /// <summary>The names of domains and domain aliases, of which each exists once, with the domains that they lead to.</summary>
    public Dictionary<string, DomainEntity> DomainNames { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The mailboxes and postmaster accounts of all domains.</summary>
    public Table<MailboxEntity> Mailboxes { get; } = new();

    public Table<CsvEntity> Imports { get; } = new();

    public Table<CsvEntity> Migrations { get; } = new();

    public Table<Entity> Managers { get; } = new();

    public Table<Entity> TeamMembers { get; } = new();

    public Table<ReportEntity> Reports { get; } = new();

    /// <summary>Notification settings of customers and managers.</summary>
    public Dictionary<Owner, Entity> Notifications { get; } = [];

    public Table<DeliveryAccountEntity> DeliveryAccounts { get; } = new();

    public Table<Entity> DeliveryDomains { get; } = new();

    public Table<Entity> Suppressions { get; } = new();

    /// <summary>Lists whose rows are no longer those that there are, by the paths that they are asked for with.</summary>
    public Dictionary<string, ListOverlay> AlteredLists { get; } = new(StringComparer.OrdinalIgnoreCase);

    public string Now => Format(Schedule.Now);

    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public T WithLock<T>(Func<EmulatorState, T> action)
    {
        lock (_gate)
        {
            Schedule.RunDue();
            var result = action(this);
            Schedule.RunDue();
            WakeForNext();
            return result;
        }
    }

    public void WithLock(Action<EmulatorState> action) => WithLock(state =>
    {
        action(state);
        return true;
    });

    /// <summary>Does something as if background work took no time.</summary>
    public void UseWithoutDelays(Action<EmulatorState> action) => WithLock(state =>
    {
        var usual = Delays;
        Delays = new EmulatorDelays();
        Delays.SetAll(TimeSpan.Zero);

        try
        {
            action(state);
        }
        finally
        {
            Delays = usual;
        }
    });

    /// <summary>Does something with a resource after a while, unless it is deleted by then.</summary>
    public void Later(TimeSpan delay, Entity entity, Action action) => Schedule.After(delay, () =>
    {
        if (!entity.IsDeleted)
        {
            action();
        }
    });

    /// <summary>Deletes a resource: it shows for a while that it goes, then it is gone.</summary>
    public void Delete(Entity entity, Action remove)
    {
        entity.IsDeleted = true;
        entity.Set("status_detail", "deleting");
        Schedule.After(Delays.Deletion, remove);
    }

    public void Add(DomainEntity domain)
    {
        Domains.Add(domain);
        DomainNames.Add(domain.Name, domain);
        Mailboxes.Add(domain.Postmaster);
    }

    /// <summary>Takes a domain away, and with it all that belongs to it.</summary>
    public void Remove(DomainEntity domain)
    {
        Domains.Remove(domain.Code);
        DomainNames.Remove(domain.Name);
        Mailboxes.Remove(domain.Postmaster.Code);

        foreach (var mailbox in domain.EmailAccounts.Rows)
        {
            Mailboxes.Remove(mailbox.Code);
        }

        foreach (var alias in domain.Aliases.Rows)
        {
            DomainNames.Remove(alias.Name);
        }

        // So that deletions of single parts, which are still to come, find nothing: the names may belong to somebody else by then.
        domain.EmailAccounts.Clear();
        domain.Aliases.Clear();
    }

    /// <summary>The mailbox with an address, which may be one in a domain alias.</summary>
    public MailboxEntity? FindMailbox(string address)
    {
        var at = address.LastIndexOf('@');

        return at >= 0 && DomainNames.TryGetValue(address[(at + 1)..], out var domain)
            ? domain.LocalParts.GetValueOrDefault(address[..at]) as MailboxEntity
            : null;
    }

    public void AddToken(EmulatorToken token) => _tokens.Add(token.Value, token);

    public bool RemoveToken(string value) => _tokens.Remove(value);

    public EmulatorToken? FindToken(string value) => _tokens.GetValueOrDefault(value);

    /// <summary>Address that an ownership record must have. Public clients use it; whether it is the same for all is not known.</summary>
    public const string OwnershipAddress = "185.97.217.16";

    public List<EmulatorMail> Mails { get; } = [];

    public void PublishDns(string name, string value) => _dns.Add((name, value));

    /// <summary>What a DNS name leads to: the wanted value if that is among the published ones.</summary>
    public string? ResolveDns(string name, string wanted)
    {
        List<string> published =
            [.. _dns.Where(record => string.Equals(record.Name, name, StringComparison.OrdinalIgnoreCase)).Select(record => record.Value)];

        return Options.AssumesProofPublished || published.Contains(wanted) ? wanted : published.LastOrDefault();
    }

    public bool HasDns(string name, string value) => ResolveDns(name, value) == value;

    public void PublishFile(string host, string path) => _files.Add((host.ToLowerInvariant(), path));

    public bool HasFile(string host, string path) => Options.AssumesProofPublished || _files.Contains((host, path));

    public void Dispose()
    {
        _timer.Dispose();
        Webhooks.Dispose();
    }

    // So that webhooks go out on time although nobody asks for anything. A timer cannot wait for months, as for the date of a migration.
    private void WakeForNext() => _timer.Change(
        Schedule.Wait is { } wait ? TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, TimeSpan.TicksPerDay)) : Timeout.InfiniteTimeSpan,
        Timeout.InfiniteTimeSpan);
}
