using System.Net.NetworkInformation;
using Qboxmail.Emulator;

namespace Qboxmail.Soak;

/// <summary>Many tasks use one client against an emulator that fails at random. The token is rotated after half of the calls.</summary>
public sealed class SoakRun
{
    private const string Password = "Correct-horse-7";

    private static readonly string[] Faulty =
    [
        "EmailAccounts_Create", "EmailAccounts_Get", "EmailAccounts_Update", "EmailAccounts_List", "EmailAccounts_Delete",
        "DeliveryApiTokens_Create", "DeliveryApiTokens_Delete",
    ];

    private readonly SoakOptions _options;
    private readonly SoakReport _report = new();
    private readonly QboxmailEmulator _emulator;
    private readonly QboxmailClient _client;
    private readonly TokenRotation _rotation;
    private int _begun;
    private int _ended;

    private SoakRun(SoakOptions options, QboxmailEmulator emulator)
    {
        _options = options;
        _emulator = emulator;
        _rotation = new TokenRotation(emulator);
        _client = new QboxmailClient(new QboxmailClientOptions
        {
            ApiTokenProvider = _ => new(_rotation.Current),
            BaseAddress = emulator.Address,
            TimeProvider = options.Time,
        });
    }

    public static async Task<SoakReport> RunAsync(SoakOptions options)
    {
        var emulatorOptions = new QboxmailEmulatorOptions();
        emulatorOptions.Delays.SetAll(TimeSpan.Zero);

        await using var emulator = await QboxmailEmulator.StartAsync(emulatorOptions);
        var run = new SoakRun(options, emulator);

        using (run._client)
        {
            await run.RunAsync();
        }

        return run._report;
    }

    /// <summary>Gets a value indicating whether another call may begin.</summary>
    internal bool GoesOn => _begun < _options.Calls;

    internal QboxmailClient Client => _client;

    internal SoakReport Report => _report;

    /// <summary>Makes a call and records its outcome.</summary>
    internal async Task<SoakOutcome> CallAsync(Func<QboxmailClient, Task> call)
    {
        Interlocked.Increment(ref _begun);
        var isUnderOld = _rotation.Begin();

        try
        {
            await call(_client);
            _report.Succeed();
            return SoakOutcome.Done;
        }
        catch (QboxmailException exception)
        {
            _report.Fail(exception is QboxmailApiException { Reason: var reason }
                ? $"{exception.GetType().Name} {reason}" : exception.GetType().Name);
            return exception.RequestMayHaveBeenProcessed ? SoakOutcome.Open : SoakOutcome.NotDone;
        }
        catch (Exception exception)
        {
            _report.Fail(exception.GetType().Name);
            _report.Find($"{exception.GetType()}: {exception.Message}");
            return SoakOutcome.Open;
        }
        finally
        {
            _rotation.End(isUnderOld);
            Count(Interlocked.Increment(ref _ended));
        }
    }

    private async Task RunAsync()
    {
        var workers = new List<Worker>();

        for (var number = 0; number < _options.Workers; number++)
        {
            workers.Add(await PrepareAsync(number));
        }

        AddFaults();
        _emulator.Requests.Clear();
        await Task.WhenAll(workers.Select(worker => worker.RunAsync()));
        _report.Requests = _emulator.Requests.Total;

        _emulator.Faults.Clear();
        _report.Connections = Connections();

        foreach (var worker in workers)
        {
            await worker.CheckAsync();
        }

        if (!_rotation.IsComplete)
        {
            _report.Find("The old token was never revoked.");
        }
    }

    private async Task<Worker> PrepareAsync(int number)
    {
        var domain = await _client.Domains.CreateAsync(new CreateDomainRequest($"soak-{number}.example.com", Password));
        await _client.Domains.VerifyDnsOwnershipAsync(domain.ResourceCode);
        await _client.Domains.WaitUntilReadyAsync(domain.ResourceCode);
        var account = await _client.Delivery.Accounts.CreateAsync(
            new CreateDeliveryAccountRequest($"soak {number}", DeliveryAccountType.Transactional));

        return new Worker(this, domain.ResourceCode, account.Id);
    }

    private void AddFaults()
    {
        IReadOnlyList<(EmulatorFaultKind Kind, bool AfterWork)> kinds =
        [
            (EmulatorFaultKind.Delay, false), (EmulatorFaultKind.RateLimit, false),
            (EmulatorFaultKind.ServerError, false), (EmulatorFaultKind.ServerError, true),
            (EmulatorFaultKind.Drop, false), (EmulatorFaultKind.Drop, true), (EmulatorFaultKind.CutBody, false), (EmulatorFaultKind.HalfJson, false),
            (EmulatorFaultKind.SlowBody, false), (EmulatorFaultKind.HtmlPage, true), (EmulatorFaultKind.WrongContentType, false),
            (EmulatorFaultKind.EmptyBody, false), (EmulatorFaultKind.UnknownEnumValue, false), (EmulatorFaultKind.ExtraField, false),
        ];

        foreach (var operation in Faulty)
        {
            foreach (var (kind, afterWork) in kinds)
            {
                _emulator.Faults.Add(new EmulatorFault(kind)
                {
                    Operation = operation,
                    AfterWork = afterWork,
                    Delay = _options.FaultDelay,
                    // The lists of tokens, an eighth of the calls, meet no faults.
                    Rate = _options.FaultRate / kinds.Count * (Faulty.Length + 1) / Faulty.Length,
                });
            }
        }
    }

    private void Count(int ended)
    {
        if (ended == _options.Calls / 2)
        {
            _rotation.Rotate();
        }

        if (ended % (_options.Calls / 10) == 0)
        {
            _options.Checkpoint?.Invoke(new(ended, GC.GetTotalMemory(forceFullCollection: true), Connections()));
        }
    }

    private int Connections() => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
        .Count(connection => connection.RemoteEndPoint.Port == _emulator.Address.Port && connection.State == TcpState.Established);
}
