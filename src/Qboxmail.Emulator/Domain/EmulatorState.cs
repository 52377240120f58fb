using Qboxmail.Emulator.Collections;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Webhooks;

namespace Qboxmail.Emulator.Domain;

/// <summary>The state of the emulator, which is guarded by one lock. Due background work runs before and after each access.</summary>
internal sealed class EmulatorState : IDisposable
{
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, EmulatorToken> _tokens = new(StringComparer.Ordinal);
    private readonly HashSet<(string Host, string Path)> _files = [];
    private readonly List<(string Name, string Value)> _dns = [];

    public EmulatorState(QboxmailEmulatorOptions options, EmulatorClock clock)
    {
        Options = options;
        Clock = clock;
        Delays = options.Delays;
        Schedule = new Schedule(clock);
        _timer = clock.CreateTimer(_ => WithLock(static _ => { }), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        foreach (var token in options.Tokens)
        {
            _tokens.TryAdd(token.Value, token);
        }
    }

    public QboxmailEmulatorOptions Options { get; }

    public EmulatorClock Clock { get; }

    public EmulatorDelays Delays { get; private set; }

    public EmulatorOutcomes Outcomes => Options.Outcomes;

    public Codes Codes { get; } = new();

    public WebhookSender Webhooks { get; } = new(TimeProvider.System);

    public Schedule Schedule { get; }

    public Table<DomainEntity> Domains { get; } = new();

    /// <summary>Gets the domains, keyed by their names and the names of their aliases.</summary>
    public Dictionary<string, DomainEntity> DomainNames { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the mailboxes and postmaster accounts of all domains.</summary>
    public Table<MailboxEntity> Mailboxes { get; } = new();

    public Table<CsvEntity> Imports { get; } = new();

    public Table<CsvEntity> Migrations { get; } = new();

    public Table<Entity> Managers { get; } = new();

    public Table<Entity> TeamMembers { get; } = new();

    public Table<ReportEntity> Reports { get; } = new();

    /// <summary>Gets the notification settings, keyed by customer or manager.</summary>
    public Dictionary<Owner, Entity> Notifications { get; } = [];

    public Table<DeliveryAccountEntity> DeliveryAccounts { get; } = new();

    public Table<Entity> DeliveryDomains { get; } = new();

    public Table<Entity> Suppressions { get; } = new();

    public AlteredLists AlteredLists { get; } = new();

    public string Now => Format(Schedule.Now);

    public static string Format(DateTimeOffset time) => TimeFormat.Observed.Write(time);

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

    /// <summary>Performs an action with all delays of background work set to zero.</summary>
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

    /// <summary>Performs an action on a resource after a delay, unless the resource has been deleted by then.</summary>
    public void Later(TimeSpan delay, Entity entity, Action action) => Schedule.After(delay, entity, () =>
    {
        if (!entity.IsDeleted)
        {
            action();
        }
    });

    /// <summary>Marks a resource as <c>deleting</c>, and removes it after the deletion delay.</summary>
    public void Delete(Entity entity, Action remove)
    {
        entity.IsDeleted = true;
        entity.Set("status_detail", "deleting");
        Schedule.After(Delays.Deletion, owner: null, remove);
    }

    public void Add(DomainEntity domain)
    {
        Domains.Add(domain);
        DomainNames.Add(domain.Name, domain);
        Mailboxes.Add(domain.Postmaster);
    }

    /// <summary>Removes a domain and everything that it contains.</summary>
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

        // Pending deletions of these mailboxes and aliases must not affect a new domain with the same names.
        domain.EmailAccounts.Clear();
        domain.Aliases.Clear();
    }

    /// <summary>Finds a mailbox by its email address, whose domain can be a domain alias.</summary>
    public MailboxEntity? FindMailbox(string address)
    {
        var at = address.LastIndexOf('@');

        return at >= 0 && DomainNames.TryGetValue(address[(at + 1)..], out var domain)
            ? domain.LocalParts.GetValueOrDefault(address[..at]) as MailboxEntity
            : null;
    }

    /// <exception cref="ArgumentException">A token with the same value exists.</exception>
    public void AddToken(EmulatorToken token)
    {
        // The exception message of Dictionary.Add would contain the token.
        if (!_tokens.TryAdd(token.Value, token))
        {
            throw new ArgumentException("A token with this value already exists. Choose another value.", nameof(token));
        }
    }

    public bool RemoveToken(string value) => _tokens.Remove(value);

    public IReadOnlyList<EmulatorToken> Tokens => [.. _tokens.Values];

    public EmulatorToken? FindToken(string value) => _tokens.GetValueOrDefault(value);

    /// <summary>The IP address in the A record that proves ownership. Public clients use it; it may differ between customers.</summary>
    public const string OwnershipAddress = "185.97.217.16";

    public LatestItems<EmulatorMail> Mails { get; } = [];

    public void PublishDns(string name, string value)
    {
        _dns.Remove((name, value));
        _dns.Add((name, value));
    }

    /// <summary>
    /// Gets the expected value of a DNS record if it is published; otherwise, the latest published value, or <see langword="null"/>.
    /// </summary>
    public string? ResolveDns(string name, string wanted)
    {
        List<string> published =
            [.. _dns.Where(record => string.Equals(record.Name, name, StringComparison.OrdinalIgnoreCase)).Select(record => record.Value)];

        return Options.AssumesProofPublished || published.Contains(wanted) ? wanted : published.LastOrDefault();
    }

    public bool HasDns(string name, string value) => ResolveDns(name, value) == value;

    /// <summary>Gets the published DNS records and files, one per line.</summary>
    public string Published =>
        string.Join('\n', _dns.Select(record => $"{record.Name} {record.Value}").Concat(_files.Select(file => file.Host + file.Path)));

    public void PublishFile(string host, string path) => _files.Add((host.ToLowerInvariant(), path));

    public bool HasFile(string host, string path) => Options.AssumesProofPublished || _files.Contains((host, path));

    public void Dispose()
    {
        _timer.Dispose();
        Webhooks.Dispose();
    }

    // The timer runs due background work without a request, because the work can post webhooks. A timer accepts at most 49 days, but a migration can
    // be scheduled later.
    private void WakeForNext() => _timer.Change(
        Schedule.Wait is { } wait ? TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, TimeSpan.TicksPerDay)) : Timeout.InfiniteTimeSpan,
        Timeout.InfiniteTimeSpan);
}
