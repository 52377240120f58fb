using System.Net;

namespace Qboxmail.Tests;

/// <summary>A cancellation that neither the caller nor the timeout caused.</summary>
public class ForeignCancellationTests : ApiTests
{
    private static readonly Dictionary<string, Func<QboxmailClient, WaitOptions, CancellationToken, Task>> Waits = new()
    {
        ["one"] = (client, options, token) => client.Domains.WaitUntilReadyAsync("D1", options, token),
        ["many"] = (client, options, token) => client.Domains.WaitUntilAllReadyAsync(["D1", "D2"], options, token),
    };

    [TestCase("one")]
    [TestCase("many")]
    public async Task A_cancellation_from_ApiTokenProvider_propagates_unchanged_through_a_wait(string wait)
    {
        using var caller = new CancellationTokenSource();
        using var client = Api.CreateClient(options => options.ApiTokenProvider = _ => throw new OperationCanceledException("provider"));

        var exception = await Assert.ThrowsAsync<OperationCanceledException>(() => Waits[wait](client, new(), caller.Token));

        Assert.That(exception!.Message, Is.EqualTo("provider"));
        Assert.That(exception.CancellationToken, Is.Not.EqualTo(caller.Token));
    }

    [TestCase("one")]
    [TestCase("many")]
    public async Task A_cancellation_by_the_caller_takes_precedence_over_a_simultaneous_wait_timeout(string wait)
    {
        using var caller = new CancellationTokenSource();
        using var server = new StubHandler(async (_, cancellationToken) =>
        {
            await using var registration = cancellationToken.Register(caller.Cancel);
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return FakeApi.Response(HttpStatusCode.OK, PolledDomain.Ready);
        });
        var options = Api.Options;
        options.MaxRetries = 0;
        using var client = new QboxmailClient(options, server);

        var task = Waits[wait](client, new() { Timeout = TimeSpan.FromSeconds(5) }, caller.Token);
        await server.NextRequestAsync();
        Api.Time.Advance(TimeSpan.FromSeconds(5));

        var exception = await Assert.ThrowsAsync<OperationCanceledException>(() => task);
        Assert.That(exception!.CancellationToken, Is.EqualTo(caller.Token));
    }
}
