using System.Globalization;

namespace Qboxmail.Emulator.State;

/// <summary>Everything that the emulator knows. One lock guards it; the background work that is due runs before each use.</summary>
internal sealed class World : IDisposable
{
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private readonly HashSet<(string Host, string Path)> _files = [];
    private readonly Dictionary<string, string> _dns = new(StringComparer.OrdinalIgnoreCase);

    public World(QboxmailEmulatorOptions options)
    {
        Options = options;
        Schedule = new Schedule(options.TimeProvider);
        _timer = options.TimeProvider.CreateTimer(_ => Use(static _ => true), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public QboxmailEmulatorOptions Options { get; }

    public EmulatorDelays Delays => Options.Delays;

    public Codes Codes { get; } = new();

    public Schedule Schedule { get; }

    public Table<DomainEntity> Domains { get; } = new();

    public Table<Entity> DeliveryAccounts { get; } = new();

    public string Now => Schedule.Now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public T Use<T>(Func<World, T> action)
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

    /// <summary>Address that an ownership record must have. Public clients use it; whether it is the same for all is not known.</summary>
    public const string OwnershipAddress = "185.97.217.16";

    public List<EmulatorMail> Mails { get; } = [];

    public void PublishDns(string name, string value) => _dns[name] = value;

    public string? ResolveDns(string name) => Options.AssumesProofPublished ? OwnershipAddress : _dns.GetValueOrDefault(name);

    public void PublishFile(string host, string path) => _files.Add((host.ToLowerInvariant(), path));

    public bool HasFile(string host, string path) => Options.AssumesProofPublished || _files.Contains((host, path));

    public void Dispose() => _timer.Dispose();

    // So that webhooks go out on time although nobody asks for anything.
    private void WakeForNext()
    {
        var wait = Schedule.Next is { } next ? next - Schedule.Now : Timeout.InfiniteTimeSpan;
        _timer.Change(wait < TimeSpan.Zero && wait != Timeout.InfiniteTimeSpan ? TimeSpan.Zero : wait, Timeout.InfiniteTimeSpan);
    }
}
