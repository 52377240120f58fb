using System.Net;
using Qboxmail.Probe.Sending;

namespace Qboxmail.Probe.Tests;

public class PacedSenderTests
{
    private static readonly Uri Address = new("https://docs.example.com/en/api/");

    private FakeTime _time = null!;
    private string _file = null!;

    [SetUp]
    public void Begin()
    {
        _time = new FakeTime { AutoAdvanceDelays = true };
        _file = Path.Combine(Harness.CreateFolder(), "cache.jsonl");
    }

    [Test]
    public async Task Requests_start_one_second_apart()
    {
        using var handler = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.NotFound));
        var sender = Harness.CreateSender(handler, _time, new ReplyCache(_file));

        foreach (var page in new[] { "a", "b", "c" })
        {
            await sender.SendAsync(HttpMethod.Get, new Uri(Address, page), "/api", CancellationToken.None);
        }

        Assert.That(_time.Pauses, Is.EqualTo(new[] { TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1) }));
    }

    [Test]
    public async Task A_later_run_continues_without_asking_again_even_after_a_line_that_was_cut()
    {
        var asked = 0;
        using var handler = new StubHandler(_ =>
        {
            asked++;
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("/api/domains") };
        });
        await Harness.CreateSender(handler, _time, new ReplyCache(_file)).SendAsync(HttpMethod.Get, Address, "/api/domains", CancellationToken.None);
        await File.AppendAllTextAsync(_file, "{\"Request\":\"GET ht");

        var reply = await Harness.CreateSender(handler, _time, new ReplyCache(_file))
            .SendAsync(HttpMethod.Get, Address, "/api/domains", CancellationToken.None);

        Assert.That((asked, reply.Status, reply.NamesPath), Is.EqualTo((1, 200, true)));
    }

    [Test]
    public async Task A_429_is_retried_after_its_Retry_After_and_is_not_cached()
    {
        var asked = 0;
        using var handler = new StubHandler(_ =>
        {
            var response = new HttpResponseMessage(++asked == 1 ? HttpStatusCode.TooManyRequests : HttpStatusCode.NotFound);
            response.Headers.Add("Retry-After", "7");
            return response;
        });

        var sender = Harness.CreateSender(handler, _time, new ReplyCache(_file));
        var reply = await sender.SendAsync(HttpMethod.Get, Address, "/api", CancellationToken.None);

        Assert.That(reply.Status, Is.EqualTo(404));
        Assert.That(_time.Pauses, Does.Contain(TimeSpan.FromSeconds(7)));
    }

    [Test]
    public async Task A_server_that_keeps_failing_ends_the_run_with_one_sentence()
    {
        using var handler = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        var sender = Harness.CreateSender(handler, _time, new ReplyCache(_file));

        var exception = await Assert.ThrowsAsync<UsageException>(() => sender.SendAsync(HttpMethod.Get, Address, "/api", CancellationToken.None));

        Assert.That(exception!.Message, Is.EqualTo("The server responded with 503. Run the command again later. It continues where it stopped."));
        Assert.That(File.Exists(_file), Is.False);
    }

    [TestCase("POST")]
    [TestCase("PUT")]
    [TestCase("DELETE")]
    [TestCase("PATCH")]
    public async Task A_method_that_could_change_something_is_never_sent(string method)
    {
        using var handler = new StubHandler(_ => throw new InvalidOperationException("sent"));

        await Assert.ThrowsAsync<ArgumentException>(
            () => Harness.CreateSender(handler, _time).SendAsync(new HttpMethod(method), Address, null, CancellationToken.None));
    }
}
