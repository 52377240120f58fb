using System.Net;

namespace Qboxmail.Tests;

public class DisposalTests : ApiTests
{
    [Test]
    public void A_handler_passed_by_the_caller_is_not_disposed()
    {
        using var server = StubHandler.Silent();

        new QboxmailClient(new() { ApiToken = FakeApi.Token }, server).Dispose();

        Assert.That(server.IsDisposed, Is.False);
    }

    [Test]
    public async Task A_handler_serves_several_clients()
    {
        Api.Get(ApiRoute.Path("Permissions_List"), """{"resources": []}""");
        Api.CreateClient().Dispose();

        await Client.Permissions.ListAsync();

        Api.Verify();
    }

    [Test]
    public async Task A_disposed_client_throws_ObjectDisposedException()
    {
        var client = Api.CreateClient();

        client.Dispose();
        var exception = await Assert.ThrowsAsync<ObjectDisposedException>(() => client.Permissions.ListAsync());

        Assert.That(exception!.ObjectName, Is.EqualTo("QboxmailClient"));
        Api.Verify();
    }

    [Test]
    public async Task A_client_from_With_on_a_disposed_client_throws_ObjectDisposedException()
    {
        var client = Api.CreateClient();
        var view = client.With(_ => { });

        client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => view.Permissions.ListAsync());
    }

    [Test]
    public async Task Disposing_a_client_from_With_does_not_dispose_its_source()
    {
        Api.Get(ApiRoute.Path("Permissions_List"), """{"resources": []}""");
        Api.Get(ApiRoute.Path("Permissions_List"), """{"resources": []}""");
        var view = Client.With(_ => { });

        view.Dispose();
        await Client.Permissions.ListAsync();
        await view.Permissions.ListAsync();

        Api.Verify();
    }

    [Test]
    public void A_client_can_be_disposed_twice()
    {
        var client = new QboxmailClient(FakeApi.Token);

        client.Dispose();

        Assert.That(client.Dispose, Throws.Nothing);
    }

    [Test]
    public async Task A_call_in_flight_ends_when_its_client_is_disposed()
    {
        using var server = StubHandler.Silent();
        var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, MaxRetries = 0 }, server);

        var call = client.Domains.GenerateDkimAsync("D1");
        await server.NextRequestAsync();
        client.Dispose();
        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(() => call);

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.True);
        Assert.That(exception.Message, Does.StartWith("Domains_GenerateDkim failed: the connection was lost. HttpClient canceled the request"));
    }

    [Test]
    public async Task A_retry_is_not_sent_after_its_client_is_disposed()
    {
        var time = new FakeTime();
        using var server = new StubHandler(_ => new(HttpStatusCode.ServiceUnavailable));
        var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, TimeProvider = time }, server);

        var call = client.Domains.GetAsync("D1");
        var pause = await time.NextPauseAsync();
        client.Dispose();
        time.Advance(pause);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => call);
        Assert.That(server.Count, Is.EqualTo(1));
    }
}
