using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using static Qboxmail.Emulator.Tests.MatrixFault;

namespace Qboxmail.Emulator.Tests;

/// <summary>Every operation under every fault: the outcome of the call, the number of requests, and the state of the server afterwards.</summary>
[Parallelizable(ParallelScope.All)]
public class FaultMatrixTests
{
    private static readonly Stopwatch Time = Stopwatch.StartNew();
    private static int _calls;
    private static int _requests;

    // Operations share a few emulators, because starting one takes longer than the calls.
    private readonly ConcurrentBag<MatrixEmulator> _idle = [];

    // The builds differ in their HTTP handlers, not in their operations, so one operation of each kind is enough on netstandard2.0.
#if NETSTANDARD_BUILD
    private static IEnumerable<string> Ids => ApiDocument.OneOfEachKind.Select(operation => operation.Id);
#else
    private static IEnumerable<string> Ids => ApiDocument.Operations.Select(operation => operation.Id);
#endif

    [OneTimeTearDown]
    public async Task Stop()
    {
        foreach (var emulator in _idle)
        {
            await emulator.DisposeAsync();
        }
    }

    [OneTimeTearDown]
    public void ReportFigures() => TestContext.Progress.WriteLine(
        $"{Ids.Count()} operations, {All.Count} faults, {_calls} calls, {_requests} requests, "
        + $"{Time.Elapsed.TotalSeconds:0} s");

    [TestCaseSource(nameof(Ids))]
    public async Task Every_operation_ends_as_expected_under_every_fault(string id)
    {
        var operation = PopulatedEmulator.Find(id);
        var failures = new List<string>();
        var emulator = _idle.TryTake(out var idle) ? idle : await MatrixEmulator.CreateAsync();
        emulator.Begin(operation);
        await emulator.CallAsync(CancellationToken.None);
        var after = emulator.State;
        emulator.Reset();

        foreach (var fault in Cases.For(operation, All.Where(fault => operation.IsList || !fault.Fault.IsForLists)))
        {
            failures.AddRange((await emulator.FailuresAsync(fault, after)).Select(failure => $"{fault}: {failure}"));
            Interlocked.Increment(ref _calls);
        }

        _idle.Add(emulator);
        Assert.That(string.Join(Environment.NewLine, failures), Is.Empty);
    }

    /// <summary>A populated emulator with a client that calls one operation after the other; each has its own clock.</summary>
    private sealed class MatrixEmulator : IAsyncDisposable
    {
        private readonly PopulatedEmulator _populated;
        private readonly FakeTime _emulatorTime;
        private readonly SemaphoreSlim _completed = new(0);
        private readonly string _before;
        private DocumentedOperation _operation = null!;
        private FakeTime _libraryTime = null!;
        private QboxmailClient? _client;
        private Task<TimeSpan> _nextDelay;

        private MatrixEmulator(PopulatedEmulator populated, FakeTime time)
        {
            _populated = populated;
            _emulatorTime = time;
            _nextDelay = time.NextPauseAsync();
            _before = State;
            populated.Emulator.Requests.Logged += _ => _completed.Release();
        }

        public string State => StateSnapshot.Of(_populated.Emulator);

        private int Requests => _populated.Emulator.Requests.Count(_operation.Id);

        public static async Task<MatrixEmulator> CreateAsync()
        {
            var time = new FakeTime();
            return new MatrixEmulator(await PopulatedEmulator.CreateAsync(time: time), time);
        }

        /// <summary>Selects another operation, which a new client calls.</summary>
        public void Begin(DocumentedOperation operation)
        {
            _client?.Dispose();
            _operation = operation;
            _libraryTime = new FakeTime { AutoAdvanceDelays = true };
            _client = new QboxmailClient(new QboxmailClientOptions
            {
                ApiToken = _populated.Token(operation),
                BaseAddress = _populated.Emulator.Address,
                TimeProvider = _libraryTime,
                Timeout = TimeSpan.FromHours(1),
            });
            Reset();
        }

        /// <summary>Restores the initial state.</summary>
        public void Reset()
        {
            _populated.Reset();
            Assert.That(State, Is.EqualTo(_before), "The reset did not restore the initial state.");
        }

        public Task CallAsync(CancellationToken cancellationToken) => LibraryCall.RunAsync(_client!, _populated, _operation, cancellationToken);

        /// <summary>Calls the operation under a fault, restores the initial state, and returns what differs from the expectation.</summary>
        public async Task<IReadOnlyList<string>> FailuresAsync(MatrixFault fault, string after)
        {
            if (fault.Fault.Kind == EmulatorFaultKind.EmptyListNotFound)
            {
                _populated.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.RowsVanish) { Operation = _operation.Id, Times = 1, Rows = 1000 });
                await CallAsync(CancellationToken.None);
            }

            if (fault.Fault.Kind == EmulatorFaultKind.Drop)
            {
                // On a connection that has been used before, SocketsHttpHandler retries some requests by itself.
                await _client!.Permissions.ListAsync();
            }

            _populated.Emulator.Requests.Clear();

            foreach (var injected in fault.CreateFor(_operation))
            {
                _populated.Emulator.Faults.Add(injected);
            }

            using var cancellation = new CancellationTokenSource();
            var exception = await CatchAsync(CallAsync(cancellation.Token), fault.ClockFor(_operation), cancellation);
            _populated.Emulator.Faults.Clear();
            await WaitUntilIdleAsync(fault);
            // The state of later calls contains times.
            _emulatorTime.Reset();

            var state = State;
            var expected = fault.For(_operation);
            var failures = new List<string>();

            if (FindDifference(exception, expected.Outcome, cancellation.Token) is { } difference)
            {
                failures.Add(difference);
            }

            if (Requests != expected.Sends && !(expected.MaySendFewer && Requests < expected.Sends))
            {
                failures.Add($"{Requests} requests instead of {expected.Sends}");
            }

            if (state != (expected.IsProcessed ? after : _before))
            {
                failures.Add(state == _before ? "the request was not processed"
                    : state == after ? "the request was processed"
                    : "the state differs from that after one call");
            }

            Interlocked.Add(ref _requests, Requests);

            // The snapshot does not contain the changes that a fault makes to a list.
            if (state != _before || fault.ChangesList)
            {
                Reset();
            }

            return failures;
        }

        public async ValueTask DisposeAsync()
        {
            _client?.Dispose();
            await _populated.DisposeAsync();
        }

        /// <summary>Ends the delays of the emulator until a call ends. Returns the exception of the call.</summary>
        private async Task<Exception?> CatchAsync(Task call, Clock clock, CancellationTokenSource cancellation)
        {
            await EndDelaysAsync(call, clock, cancellation);

            try
            {
                await call;
                return null;
            }
            catch (Exception exception)
            {
                return exception;
            }
        }

        /// <summary>Advances a clock, or cancels, whenever the emulator starts a delay, until a task ends.</summary>
        private async Task EndDelaysAsync(Task task, Clock clock, CancellationTokenSource? cancellation = null)
        {
            while (await Task.WhenAny(task, _nextDelay) != task)
            {
                var delay = await _nextDelay;
                _nextDelay = _emulatorTime.NextPauseAsync();

                switch (clock)
                {
                    case Clock.Emulator: _emulatorTime.Advance(delay); break;
                    case Clock.Library: _libraryTime.Advance(TimeSpan.FromSeconds(100)); break;
                    case Clock.Canceled: await cancellation!.CancelAsync(); break;
                    // The delay belongs to an earlier call, whose connection closed when the delay began.
                    default: break;
                }
            }
        }

        /// <summary>Waits until the emulator has completed every request: a later call must not end the delay of a canceled one.</summary>
        private async Task WaitUntilIdleAsync(MatrixFault fault)
        {
            var idle = WaitUntilIdleAsync();

            if (fault.Fault.Kind == EmulatorFaultKind.SlowBody)
            {
                // SocketsHttpHandler reads the rest of some responses that the library has abandoned, which would take two seconds.
                _emulatorTime.Advance(fault.Fault.Delay);
                await EndDelaysAsync(idle, Clock.Emulator);
            }

            await idle;
        }

        private async Task WaitUntilIdleAsync()
        {
            while (_populated.Emulator.Requests.Find(_operation.Id).Count < Math.Min(Requests, 1000))
            {
                Assert.That(await _completed.WaitAsync(TimeSpan.FromSeconds(30)), "The emulator has not completed a request.");
            }
        }

        private string? FindDifference(Exception? actual, Outcome expected, CancellationToken canceled)
        {
            var isExpected = (expected, actual) switch
            {
                (Outcome.Value, null) => true,
                (Outcome.Canceled, OperationCanceledException { InnerException: null or OperationCanceledException } exception) =>
                    exception.CancellationToken == canceled,
                // The stream of a download throws the exception of the handler.
                (Outcome.BrokenDownload, IOException) => true,
                (Outcome.ConnectionLost, QboxmailTransportException exception) => IsComplete(exception, !_operation.OnlyReads),
                (Outcome.TimedOut, QboxmailTimeoutException exception) => IsComplete(exception, !_operation.OnlyReads),
                (Outcome.RateLimited, QboxmailApiException { Reason: QboxmailErrorReason.RateLimited, StatusCode: (HttpStatusCode)429 } exception) =>
                    IsComplete(exception, mayHaveBeenProcessed: false) && exception is { RetryAfter.TotalSeconds: 1, ResponseBody.Length: > 0 },
                (Outcome.ServerError, QboxmailApiException { Reason: QboxmailErrorReason.ServerError } exception)
                    when exception.StatusCode >= HttpStatusCode.InternalServerError =>
                    IsComplete(exception, !_operation.OnlyReads) && exception.ResponseBody!.Length > 0,
                (Outcome.NotFound, QboxmailApiException { Reason: QboxmailErrorReason.NotFound, StatusCode: HttpStatusCode.NotFound } exception) =>
                    IsComplete(exception, mayHaveBeenProcessed: false) && exception.ResponseBody!.Length > 0,
                (Outcome.Unexpected, QboxmailApiException { Reason: QboxmailErrorReason.Unexpected, StatusCode: < (HttpStatusCode)300 } exception) =>
                    IsComplete(exception, !_operation.OnlyReads) && exception.ResponseBody is not null,
                (Outcome.NotFoundPage, QboxmailApiException { Reason: QboxmailErrorReason.Unexpected } exception)
                    when exception.StatusCode == HttpStatusCode.NotFound =>
                    IsComplete(exception, mayHaveBeenProcessed: false),
                (Outcome.Incomplete, QboxmailApiException { Reason: QboxmailErrorReason.Unexpected, StatusCode: HttpStatusCode.OK } exception) =>
                    IsComplete(exception, mayHaveBeenProcessed: false) && exception.Message.Contains("incomplete", StringComparison.Ordinal),
                _ => false,
            };

            return isExpected ? null : $"{expected} expected, but after {Requests} requests the call ends with {actual?.ToString() ?? "a value"}";
        }

        private bool IsComplete(QboxmailException exception, bool mayHaveBeenProcessed) =>
            exception.OperationId == _operation.Id && exception.RequestMayHaveBeenProcessed == mayHaveBeenProcessed;
    }
}
