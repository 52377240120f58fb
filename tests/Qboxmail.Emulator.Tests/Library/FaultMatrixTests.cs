using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using static Qboxmail.Emulator.Tests.MatrixFault;

namespace Qboxmail.Emulator.Tests;

/// <summary>Every operation under every fault: how the call ends, how often it is sent, and what the server holds at the end.</summary>
[Parallelizable(ParallelScope.Children)]
public class FaultMatrixTests
{
    private static readonly Stopwatch Time = Stopwatch.StartNew();
    private static int _calls;
    private static int _requests;

    // A few serve all operations, since an emulator takes longer to start than to be asked.
    private readonly ConcurrentBag<MatrixScene> _idle = [];

    // The builds differ in their HTTP handlers, not in their operations: on netstandard2.0, one operation of each kind suffices.
    private static IEnumerable<string> Ids => PopulatedEmulator.Operations
#if NETSTANDARD_BUILD
        .DistinctBy(operation => (operation.Returns, operation.OnlyReads, operation.IsIdempotent, operation.Body is null, operation.Parent is null))
#endif
        .Select(operation => operation.Id);

    [OneTimeTearDown]
    public async Task Stop()
    {
        foreach (var scene in _idle)
        {
            await scene.DisposeAsync();
        }
    }

    [OneTimeTearDown]
    public void Tell() => TestContext.Progress.WriteLine(
        $"{PopulatedEmulator.Operations.Count} operations, {All.Count} faults, {_calls} calls, {_requests} requests, "
        + $"{Time.Elapsed.TotalSeconds:0} s");

    [TestCaseSource(nameof(Ids))]
    public async Task Every_operation_ends_as_expected_under_every_fault(string id)
    {
        var operation = PopulatedEmulator.Find(id);
        var failures = new List<string>();
        var scene = _idle.TryTake(out var idle) ? idle : await MatrixScene.CreateAsync();
        scene.Begin(operation);
        await scene.CallAsync(CancellationToken.None);
        var after = scene.State;
        scene.Reset();

        foreach (var fault in All.Where(fault => operation.IsList || !fault.Fault.IsForLists))
        {
            failures.AddRange((await scene.FailuresAsync(fault, after)).Select(failure => $"{fault}: {failure}"));
            Interlocked.Increment(ref _calls);
            Interlocked.Add(ref _requests, scene.Requests);

            // The snapshot does not show what a fault has done to a list.
            if (scene.State != scene.Before || fault.Fault.IsForLists)
            {
                scene.Reset();
            }
        }

        _idle.Add(scene);
        Assert.That(string.Join(Environment.NewLine, failures), Is.Empty);
    }

    /// <summary>A scene with a client that calls one operation after the other; each has a clock of its own.</summary>
    private sealed class MatrixScene : IAsyncDisposable
    {
        private readonly PopulatedEmulator _scene;
        private readonly FakeTime _emulatorTime;
        private DocumentedOperation _operation = null!;
        private FakeTime _libraryTime = null!;
        private QboxmailClient? _client;
        private Task<TimeSpan> _pause;

        private MatrixScene(PopulatedEmulator scene, FakeTime time)
        {
            _scene = scene;
            _emulatorTime = time;
            _pause = time.NextPauseAsync();
            Before = State;
        }

        /// <summary>What the server holds at the start.</summary>
        public string Before { get; }

        public string State => StateSnapshot.Of(_scene.Emulator);

        /// <summary>How many requests of the operation came since the last call began.</summary>
        public int Requests => _scene.Emulator.Requests.Count(_operation.Id);

        public static async Task<MatrixScene> CreateAsync()
        {
            var time = new FakeTime();
            return new MatrixScene(await PopulatedEmulator.CreateAsync(time: time), time);
        }

        /// <summary>From now on, another operation is called, by a new client.</summary>
        public void Begin(DocumentedOperation operation)
        {
            _client?.Dispose();
            _operation = operation;
            _libraryTime = new FakeTime { AutoAdvanceDelays = true };
            _client = new QboxmailClient(new QboxmailClientOptions
            {
                ApiToken = _scene.Token(operation),
                BaseAddress = _scene.Emulator.Address,
                TimeProvider = _libraryTime,
                Timeout = TimeSpan.FromHours(1),
            });
            Reset();
        }

        /// <summary>Makes all as it was at the start.</summary>
        public void Reset()
        {
            _scene.Reset();
            Assert.That(State, Is.EqualTo(Before), "It is not as it was at the start.");
        }

        public Task CallAsync(CancellationToken cancellationToken) => LibraryCall.RunAsync(_client!, _scene, _operation, cancellationToken);

        public async Task<IReadOnlyList<string>> FailuresAsync(MatrixFault fault, string after)
        {
            if (fault.Fault.Kind == EmulatorFaultKind.EmptyListNotFound)
            {
                _scene.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.RowsVanish) { Operation = _operation.Id, Times = 1, Rows = 1000 });
                await CallAsync(CancellationToken.None);
            }

            // On a connection that was used before, the HTTP client would like to repeat by itself.
            await _client!.Permissions.ListAsync();
            _scene.Emulator.Requests.Clear();
            _scene.Emulator.Faults.Add(new EmulatorFault(fault.Fault.Kind)
            {
                Operation = _operation.Id,
                Times = fault.Fault.Times,
                AfterWork = fault.Fault.AfterWork,
                Status = fault.Fault.Status,
                Delay = fault.Fault.Delay,
                Rows = fault.Fault.Rows,
            });
            using var cancellation = new CancellationTokenSource();
            var failure = await EndAsync(CallAsync(cancellation.Token), fault.RunsFor(_operation), cancellation);
            _scene.Emulator.Faults.Clear();
            await WaitUntilIdleAsync();
            // Times stand in what comes next.
            _emulatorTime.Reset();

            var expected = fault.For(_operation);
            var failures = new List<string>();

            if (WrongEnd(failure, expected.Outcome, cancellation.Token) is { } wrong)
            {
                failures.Add(wrong);
            }

            if (Requests != expected.Sends && !(expected.MayTakeFewer && Requests < expected.Sends))
            {
                failures.Add($"{Requests} requests instead of {expected.Sends}");
            }

            if (State != (expected.IsDone ? after : Before))
            {
                failures.Add(State == Before ? "the work is not done"
                    : State == after ? "the work is done"
                    : "something else is done than one call does");
            }

            return failures;
        }

        public async ValueTask DisposeAsync()
        {
            _client?.Dispose();
            await _scene.DisposeAsync();
        }

        /// <summary>Moves a clock on, or cancels, whenever the emulator pauses, until the call is over.</summary>
        private async Task<Exception?> EndAsync(Task call, Clock runs, CancellationTokenSource cancellation)
        {
            while (await Task.WhenAny(call, _pause) != call)
            {
                var pause = await _pause;
                _pause = _emulatorTime.NextPauseAsync();

                switch (runs)
                {
                    case Clock.Emulator: _emulatorTime.Advance(pause); break;
                    case Clock.Library: _libraryTime.Advance(TimeSpan.FromSeconds(100)); break;
                    default: await cancellation.CancelAsync(); break;
                }
            }

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

        /// <summary>Waits until the emulator has noticed that the client gave up requests: a later one must not end their pauses.</summary>
        private async Task WaitUntilIdleAsync()
        {
            var limit = Time.Elapsed + TimeSpan.FromSeconds(30);

            while (_scene.Emulator.Requests.Find(_operation.Id).Count < Math.Min(Requests, 1000))
            {
                Assert.That(Time.Elapsed, Is.LessThan(limit), "A request is not over.");
                await Task.Yield();
            }
        }

        private string? WrongEnd(Exception? failure, Outcome expected, CancellationToken cancelled)
        {
            var isRight = (expected, failure) switch
            {
                (Outcome.Value, null) => true,
                (Outcome.Cancelled, OperationCanceledException { InnerException: null or OperationCanceledException } exception) =>
                    exception.CancellationToken == cancelled,
                // The stream of a download throws what the handler throws.
                (Outcome.LostFile, IOException) => true,
                (Outcome.Lost, QboxmailTransportException exception) => IsComplete(exception, !_operation.OnlyReads),
                (Outcome.TooLate, QboxmailTimeoutException exception) => IsComplete(exception, !_operation.OnlyReads),
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

            return isRight ? null : $"{expected} expected, but after {Requests} requests it ends with {failure?.ToString() ?? "a value"}";
        }

        private bool IsComplete(QboxmailException exception, bool mayHaveBeenProcessed) =>
            exception.OperationId == _operation.Id && exception.RequestMayHaveBeenProcessed == mayHaveBeenProcessed;
    }
}
