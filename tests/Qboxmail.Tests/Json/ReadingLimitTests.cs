using System.Net;
using System.Text;
using Qboxmail.Json;

namespace Qboxmail.Tests;

/// <summary>Reading a large response is bounded, and ends with the call.</summary>
[Parallelizable]
public class ReadingLimitTests
{
    [TestCase("{}")]
    [TestCase("""{"code":"D1"}""")]
    public async Task A_page_with_more_than_100000_items_is_unexpected(string item)
    {
        using var server = new StubHandler(_ => FakeApi.Response(
            HttpStatusCode.OK, $$"""{"resources":[{{string.Join(",", Enumerable.Repeat(item, 200_000))}}]}"""));
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token }, server);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.ListPageAsync());

        Assert.That(exception!.Message, Is.EqualTo("Domains_List returned 200, but the response contains a list of more than 100,000 items."));
        Assert.That(server.Count, Is.EqualTo(1));
    }

    [Test]
    public void Reading_JSON_checks_for_cancellation_at_regular_intervals()
    {
        var observer = new CheckpointCounter();
        var json = Encoding.UTF8.GetBytes($"[{string.Join(",", Enumerable.Repeat("1", 100_000))}]");

        JsonResponseReader.Read(json, static (ref reader) => reader.ReadAny(), observer);

        Assert.That(observer.Count, Is.EqualTo(100_002 / 4096));
    }

    [Test]
    public async Task Cancellation_ends_the_reading_of_a_large_response()
    {
        using var cancellation = new CancellationTokenSource();
        using var server = new StubHandler(_ => FakeApi.Response(HttpStatusCode.OK, Large));
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token }, server);
        using var view = client.With(options => options.OnResponse = _ => cancellation.Cancel());

        var exception = await Assert.CatchAsync<OperationCanceledException>(() => view.Domains.ListPageAsync(cancellationToken: cancellation.Token));

        Assert.That(exception!.CancellationToken, Is.EqualTo(cancellation.Token));
    }

    [Test]
    public async Task The_call_timeout_ends_the_reading_of_a_large_response()
    {
        var time = new FakeTime();
        using var server = new StubHandler(_ => FakeApi.Response(HttpStatusCode.OK, Large));
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, TimeProvider = time }, server);
        using var view = client.With(options => options.OnResponse = _ => time.Advance(TimeSpan.FromMinutes(5)));

        var exception = await Assert.CatchAsync<QboxmailTimeoutException>(() => view.Domains.ListPageAsync());

        Assert.That(exception!.Timeout, Is.EqualTo(TimeSpan.FromMinutes(5)));
    }

    private static string Large => $$"""{"resources":[{"code":"D1","x":[{{string.Join(",", Enumerable.Repeat("1", 50_000))}}]}]}""";

    private sealed class CheckpointCounter : IReadObserver
    {
        public int Count { get; private set; }

        public void Report(Drift kind, string model, string field)
        {
        }

        public void Checkpoint() => Count++;
    }
}
