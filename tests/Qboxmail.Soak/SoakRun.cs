using System.Net.NetworkInformation;
using Qboxmail.Emulator;

namespace Qboxmail.Soak;

/// <summary>Runs many tasks on one client against an emulator with faults, and rotates the token after half of the calls.</summary>
public sealed class SoakRun
{
    private const string Password = "Correct-horse-7";

    private static readonly string[] FaultyOperations =
    [
        "EmailAccounts_Create", "EmailAccounts_Get", "EmailAccounts_Update", "EmailAccounts_List", "EmailAccounts_Delete",
        "DeliveryApiTokens_Create", "DeliveryApiTokens_Delete",
    ];

    private readonly SoakOptions _options;
    private readonly SoakReport _report = new();
    private readonly QboxmailEmulator _emulator;
    private readonly QboxmailClient _client;
    private readonly TokenRotation _rotation;
    private int _started;
    private int _completed;

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

    /// <summary>Gets a value indicating whether another call may start.</summary>
    internal bool HasMoreCalls => _started < _options.Calls;

    internal QboxmailClient Client => _client;

    internal SoakReport Report => _report;

    /// <summary>Runs a call and returns its outcome.</summary>
    internal async Task<SoakOutcome> CallAsync(Func<QboxmailClient, Task> call)
    {
        Interlocked.Increment(ref _started);
        var usesOldToken = _rotation.Begin();

        try
        {
            await call(_client);
            _report.AddSuccess();
            return SoakOutcome.Done;
        }
        catch (QboxmailException exception)
        {
            _report.AddFailure(exception is QboxmailApiException { Reason: var reason }
                ? $"{exception.GetType().Name} {reason}" : exception.GetType().Name);
            return exception.RequestMayHaveBeenProcessed ? SoakOutcome.Unknown : SoakOutcome.NotDone;
        }
        catch (Exception exception)
        {
            _report.AddFailure(exception.GetType().Name);
            _report.AddFinding($"{exception.GetType()}: {exception.Message}");
            return SoakOutcome.Unknown;
        }
        finally
        {
            _rotation.End(usesOldToken);
            OnCompleted(Interlocked.Increment(ref _completed));
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
        _report.Connections = CountConnections();

        foreach (var worker in workers)
        {
            await worker.CheckAsync();
        }

        if (!_rotation.IsComplete)
        {
            _report.AddFinding("The old token was never revoked.");
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

        foreach (var operation in FaultyOperations)
        {
            foreach (var (kind, afterWork) in kinds)
            {
                _emulator.Faults.Add(new EmulatorFault(kind)
                {
                    Operation = operation,
                    AfterWork = afterWork,
                    Delay = _options.FaultDelay,
                    // Listing tokens, an eighth of the calls, receives no faults; the others receive its share.
                    Rate = _options.FaultRate / kinds.Count * (FaultyOperations.Length + 1) / FaultyOperations.Length,
                });
            }
        }
    }

    private void OnCompleted(int completed)
    {
        if (completed == _options.Calls / 2)
        {
            _rotation.Rotate();
        }

        if (completed % (_options.Calls / 10) == 0)
        {
            _options.Checkpoint?.Invoke(new(completed, GC.GetTotalMemory(forceFullCollection: true), CountConnections()));
        }
    }

    private int CountConnections() => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
        .Count(connection => connection.RemoteEndPoint.Port == _emulator.Address.Port && connection.State == TcpState.Established);
}
