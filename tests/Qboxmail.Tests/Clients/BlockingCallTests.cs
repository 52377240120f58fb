using System.Net;

namespace Qboxmail.Tests;

/// <summary>Callers who block a thread that everything would have to go on at: nothing of the library goes on there.</summary>
[Parallelizable]
public class BlockingCallTests
{
    private static readonly WaitOptions Quick = new()
    {
        PollInterval = TimeSpan.FromMilliseconds(10),
        MaxPollInterval = TimeSpan.FromMilliseconds(10),
    };

    [Test]
    public void Every_operation_completes_on_a_blocked_thread()
    {
        var calls = ApiDocument.Operations
            .SelectMany(operation => operation.Methods, (operation, method) => (Operation: operation, Method: method))
            .ToList();
        var ended = new List<string>();

        Block(calls.Select(call => (Action<SingleThreadSynchronizationContext>)(thread =>
        {
            using var server = Late(number => OperationCall.Documented(call.Operation, call.Operation.Successes.First().Key, number));
            using var client = Client(server);

            thread.Run(() =>
            {
                (new OperationInvocation(call.Operation, call.Method).RunBlocking(client) as IDisposable)?.Dispose();
                ended.Add(call.Method);
            });
        })));

        Assert.That(ended, Has.Count.EqualTo(calls.Count).And.Count.GreaterThan(125));
    }

    [Test]
    public void A_failure_and_its_retries_complete_on_a_blocked_thread() => Block(thread =>
    {
        using var server = Late(number => number < 3
            ? new(HttpStatusCode.ServiceUnavailable)
            : FakeApi.Response(HttpStatusCode.UnprocessableEntity, """{"message": "No"}"""));
        using var client = Client(server);

        thread.Run(() => Assert.That(() => client.Domains.GetAsync("D1").GetAwaiter().GetResult(), Throws.TypeOf<QboxmailApiException>()));

        Assert.That(server.Count, Is.EqualTo(3));
    });

    [TestCase(0)]
    [TestCase(3)]
    public void A_paged_enumeration_completes_on_a_blocked_thread(int pagesAhead) => Block(thread =>
    {
        using var server = Late(request => DomainPages.With("""{"total_pages": 4}""", $"D{request}"));
        using var client = Client(server);
        var codes = new List<string>();

        thread.Run(() =>
        {
            var rows = client.Domains.ListAsync(paging: new() { PageSize = 1, PrefetchPages = pagesAhead }).GetAsyncEnumerator();

            while (rows.MoveNextAsync().AsTask().GetAwaiter().GetResult())
            {
                codes.Add(rows.Current.Code);
            }

            rows.DisposeAsync().AsTask().GetAwaiter().GetResult();
        });

        Assert.That(codes, Is.EquivalentTo(["D1", "D2", "D3", "D4"]));
    });

    [Test]
    public void A_wait_completes_on_a_blocked_thread() => Block(thread =>
    {
        using var server = Late(number =>
            $$"""{"resources": [{"code": "D1", "status": "enabled", "status_detail": "{{(number < 3 ? "activating" : "ok")}}"}]}""");
        using var client = Client(server);

        thread.Run(() => client.Domains.WaitUntilReadyAsync("D1", Quick).GetAwaiter().GetResult());

        Assert.That(server.Count, Is.EqualTo(3));
    });

    [Test]
    public void A_bulk_wait_completes_on_a_blocked_thread() => Block(thread =>
    {
        var detail = (int number) => number < 3 ? "activating" : "ok";
        using var server = Late(number =>
            $$"""{"resources": [{"code": "E1", "status": "enabled", "status_detail": "{{detail(number)}}"}, """ +
            $$"""{"code": "E2", "status": "enabled", "status_detail": "{{detail(number)}}"}]}""");
        using var client = Client(server);
        WaitResult<EmailAccount>? result = null;

        thread.Run(() => result = client.EmailAccounts.WaitUntilAllReadyAsync("D1", ["E1", "E2"], Quick).GetAwaiter().GetResult());

        Assert.That(result!.Ready, Has.Count.EqualTo(2));
    });

    [TestCase(HttpStatusCode.Created)]
    [TestCase(HttpStatusCode.Conflict)]
    public void CreateIfNotExistsAsync_completes_on_a_blocked_thread(HttpStatusCode status) => Block(thread =>
    {
        using var server = Late(number => number switch
        {
            1 => FakeApi.Response(HttpStatusCode.OK, new StreamContent(new LateStream("""{"resources": []}"""u8.ToArray()))),
            2 => FakeApi.Response(status, new StreamContent(new LateStream("""{"resource_code": "D1"}"""u8.ToArray()))),
            _ => FakeApi.Response(
                HttpStatusCode.OK, new StreamContent(new LateStream("""{"resources": [{"code": "D1", "name": "example.com"}]}"""u8.ToArray()))),
        });
        using var client = Client(server);
        CreateIfNotExistsResult<Domain>? result = null;

        thread.Run(() => result = client.Domains
            .CreateIfNotExistsAsync(new CreateDomainRequest("example.com", "Correct-horse-7"))
            .GetAwaiter().GetResult());

        Assert.That((result!.Code, result.Created), Is.EqualTo(("D1", status == HttpStatusCode.Created)));
    });

    [Test]
    public void A_download_completes_on_a_blocked_thread() => Block(thread =>
    {
        using var server = Late(_ => FakeApi.Response(HttpStatusCode.OK, new StreamContent(new LateStream("a,b"u8.ToArray()))));
        using var client = Client(server);
        using var copy = new MemoryStream();

        thread.Run(() =>
        {
            using var download = new OperationInvocation(ApiDocument.Operations.First(operation => operation.Returns == "file"))
                .RunBlocking(client) as QboxmailDownload;
            download!.Content.CopyToAsync(copy).GetAwaiter().GetResult();
        });

        Assert.That(copy.ToArray(), Is.EqualTo("a,b"u8.ToArray()));
    });

    [Test]
    public void A_continuation_that_needs_the_blocked_thread_is_detected()
    {
        var thread = new SingleThreadSynchronizationContext();
        var posted = new TaskCompletionSource();

        async Task Forgetful()
        {
            await posted.Task;
        }

        thread.Run(() =>
        {
            _ = Forgetful();
            posted.SetResult();
        });

        // Where the task ends on the thread itself it goes on at once; from elsewhere it would be posted.
        Assert.That(thread.Posted, Is.Zero);
        var late = new TaskCompletionSource();
        thread.Run(() => _ = After(late.Task));
        late.SetResult();
        Assert.That(() => thread.Posted, Is.EqualTo(1).After(5000, 5));

        static async Task After(Task task) => await task;
    }

    private static void Block(Action<SingleThreadSynchronizationContext> test) => Block([test]);

    private static void Block(IEnumerable<Action<SingleThreadSynchronizationContext>> tests)
    {
        var thread = new SingleThreadSynchronizationContext();

        foreach (var test in tests)
        {
            test(thread);
        }

        Assert.That(thread.Posted, Is.Zero);
    }

    private static StubHandler Late(Func<int, string> answer) => Late(number => FakeApi.Response(
        HttpStatusCode.OK, new StreamContent(new LateStream(System.Text.Encoding.UTF8.GetBytes(answer(number))))));

    /// <summary>Answers from another thread, a moment later.</summary>
    private static StubHandler Late(Func<int, HttpResponseMessage> answer)
    {
        var count = 0;

        return new StubHandler(async (_, cancellationToken) =>
        {
            await Task.Delay(1, cancellationToken).ConfigureAwait(false);
            return answer(Interlocked.Increment(ref count));
        });
    }

    private static QboxmailClient Client(StubHandler server) => new(new() { ApiToken = FakeApi.Token, TimeProvider = new HastyTime() }, server);

    /// <summary>Time in which pauses take a moment. They end on another thread, as they do on the real clock.</summary>
    private sealed class HastyTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, state is Task ? TimeSpan.FromMilliseconds(1) : dueTime, period);
    }

    private sealed class LateStream(byte[] content) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(1, cancellationToken).ConfigureAwait(false);
            return Read(buffer.Span);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }
}
