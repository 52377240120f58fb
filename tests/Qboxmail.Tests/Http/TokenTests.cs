using System.Net;

namespace Qboxmail.Tests;

public class TokenTests : ApiTests
{
    [Test]
    public async Task Every_request_carries_the_API_token()
    {
        Api.Get(ApiRoute.Path("Permissions_List"), """{"resources": []}""");

        await Client.Permissions.ListAsync();

        Assert.That(Api.Requests[0].Message.Headers.GetValues("X-Api-Token"), Is.EqualTo([FakeApi.Token]));
        Api.Verify();
    }

    [Test]
    public async Task The_API_token_appears_in_no_address_and_no_body()
    {
        Api.Put("/api/domains/D1", HttpStatusCode.OK);

        await Client.Domains.UpdateAsync("D1", new() { CatchAllEnabled = true });

        Assert.That(Api.Requests[0].Message.RequestUri!.AbsoluteUri, Does.Not.Contain(FakeApi.Token));
        Assert.That(Api.Requests[0].Body, Does.Not.Contain(FakeApi.Token));
    }

    [Test]
    public async Task ApiTokenProvider_is_called_for_every_attempt()
    {
        var asked = 0;
        using var client = Api.CreateClient(options => options.ApiTokenProvider = _ => new($"token-{++asked}"));
        Api.Time.AutoAdvanceDelays = true;
        Api.Get(ApiRoute.Path("Permissions_List"), HttpStatusCode.ServiceUnavailable);
        Api.Get(ApiRoute.Path("Permissions_List"), HttpStatusCode.ServiceUnavailable);
        Api.Get(ApiRoute.Path("Permissions_List"), """{"resources": []}""");

        await client.Permissions.ListAsync();

        Assert.That(
            Api.Requests.Select(request => request.Message.Headers.GetValues("X-Api-Token").Single()),
            Is.EqualTo(["token-1", "token-2", "token-3"]));
        Api.Verify();
    }

    [Test]
    public async Task ApiTokenProvider_takes_precedence_over_ApiToken()
    {
        using var client = Api.CreateClient(options => options.ApiTokenProvider = _ => new("provided"));
        Api.Get(ApiRoute.Path("Permissions_List"), """{"resources": []}""");

        await client.Permissions.ListAsync();

        Assert.That(Api.Requests[0].Message.Headers.GetValues("X-Api-Token"), Is.EqualTo(["provided"]));
    }

    [Test]
    public async Task ApiTokenProvider_observes_the_cancellation_of_the_call()
    {
        using var source = new CancellationTokenSource();
        var received = CancellationToken.None;
        using var client = Api.CreateClient(options => options.ApiTokenProvider = cancellationToken =>
        {
            received = cancellationToken;
            source.Cancel();
            return new("provided");
        });

        await Assert.CatchAsync<OperationCanceledException>(() => client.Permissions.ListAsync(source.Token));

        Assert.That(received.IsCancellationRequested, Is.True);
    }

    [TestCase(typeof(InvalidOperationException))]
    [TestCase(typeof(HttpRequestException))]
    [TestCase(typeof(IOException))]
    [TestCase(typeof(TimeoutException))]
    [TestCase(typeof(OperationCanceledException))]
    [TestCase(typeof(Polly.Timeout.TimeoutRejectedException))]
    public async Task An_exception_from_ApiTokenProvider_propagates_unchanged(Type type)
    {
        var thrown = (Exception)Activator.CreateInstance(type, "No token today.")!;
        var asked = 0;
        using var client = Api.CreateClient(options => options.ApiTokenProvider = _ =>
        {
            asked++;
            throw thrown;
        });

        var exception = await Assert.CatchAsync(() => client.Permissions.ListAsync());

        Assert.That(exception, Is.SameAs(thrown));
        Assert.That(asked, Is.EqualTo(1));
        Api.Verify();
    }

    [Test]
    public async Task An_exception_from_ApiTokenProvider_keeps_its_stack_trace()
    {
        using var client = Api.CreateClient(options => options.ApiTokenProvider = ThrowFromHere);

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => client.Permissions.ListAsync());

        Assert.That(exception!.StackTrace, Does.Contain(nameof(ThrowFromHere)));
    }

    [TestCase(null, "The token that ApiTokenProvider returned is null or empty.")]
    [TestCase("", "The token that ApiTokenProvider returned is null or empty.")]
    [TestCase(
        "secret\nvalue",
        "The token that ApiTokenProvider returned contains white space or another invalid character:" +
        " check the source of the token.")]
    public async Task An_invalid_token_from_ApiTokenProvider_is_not_sent(string? token, string message)
    {
        using var client = Api.CreateClient(options => options.ApiTokenProvider = _ => new(token!));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => client.Permissions.ListAsync());

        Assert.That(exception!.Message, Is.EqualTo(message));
        Api.Verify();
    }

    private static ValueTask<string> ThrowFromHere(CancellationToken cancellationToken) => throw new InvalidOperationException("No token today.");
}
