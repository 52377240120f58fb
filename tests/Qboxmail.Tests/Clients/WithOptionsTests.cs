using Microsoft.Extensions.Options;

namespace Qboxmail.Tests;

public class WithOptionsTests : ApiTests
{
    [Test]
    public async Task A_client_from_With_has_its_own_token_and_leaves_that_of_its_source()
    {
        Api.Get(ApiRoute.Path("Permissions_List"), """{"resources": []}""");
        Api.Get(ApiRoute.Path("Permissions_List"), """{"resources": []}""");

        await Client.With(call => call.ApiToken = "another").Permissions.ListAsync();
        await Client.Permissions.ListAsync();

        Assert.That(Headers(Api, "X-Api-Token"), Is.EqualTo(["another", FakeApi.Token]));
        Api.Verify();
    }

    [Test]
    public async Task A_token_of_a_client_from_With_replaces_the_provider_of_its_source()
    {
        using var client = Api.CreateClient(options => options.ApiTokenProvider = _ => new("provided"));
        Api.Get(ApiRoute.Path("Permissions_List"), """{"resources": []}""");
        Api.Get(ApiRoute.Path("Permissions_List"), """{"resources": []}""");

        await client.With(_ => { }).Permissions.ListAsync();
        await client.With(call => call.ApiToken = "another").Permissions.ListAsync();

        Assert.That(Headers(Api, "X-Api-Token"), Is.EqualTo(["provided", "another"]));
    }

    [Test]
    public async Task A_token_provider_of_a_client_from_With_replaces_the_token_of_its_source()
    {
        Api.Get(ApiRoute.Path("Permissions_List"), """{"resources": []}""");

        await Client.With(call => call.ApiTokenProvider = _ => new("provided")).Permissions.ListAsync();

        Assert.That(Headers(Api, "X-Api-Token"), Is.EqualTo(["provided"]));
    }

    [Test]
    public void A_client_from_With_starts_with_the_options_of_its_source()
    {
        using var client = Api.CreateClient(options =>
        {
            options.AttemptTimeout = TimeSpan.FromSeconds(1);
            options.WriteAttemptTimeout = TimeSpan.FromSeconds(2);
            options.Timeout = TimeSpan.FromSeconds(3);
            options.MaxRetries = 4;
        });
        var seen = new List<object?>();

        client.With(call => seen.AddRange(
            call.ApiToken, call.AttemptTimeout, call.WriteAttemptTimeout, call.Timeout, call.MaxRetries, call.Headers.Count, call.OnResponse));

        Assert.That(
            seen,
            Is.EqualTo(new object?[] { FakeApi.Token, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3), 4, 0, null }));
        // Whoever adds a setting adds it here.
        Assert.That(typeof(QboxmailCallOptions).GetProperties(), Has.Length.EqualTo(8));
    }

    [Test]
    public async Task A_client_from_With_has_its_own_timeouts()
    {
        var time = new FakeTime();
        using var server = StubHandler.Silent();
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, TimeProvider = time }, server);
        var view = client.With(call =>
        {
            call.AttemptTimeout = TimeSpan.FromSeconds(7);
            call.MaxRetries = 0;
        });

        var sent = view.Permissions.ListAsync();
        await server.NextRequestAsync();
        time.Advance(TimeSpan.FromSeconds(7));
        var exception = await Assert.ThrowsAsync<QboxmailTimeoutException>(() => sent);

        Assert.That(exception!.Message, Is.EqualTo("Permissions_List received no response within 7 s."));
    }

    [Test]
    public async Task A_client_from_With_sends_its_additional_headers()
    {
        Api.Get(ApiRoute.Path("Permissions_List"), """{"resources": []}""");
        Api.Get(ApiRoute.Path("Permissions_List"), """{"resources": []}""");

        await Client.With(call => call.Headers["X-Trace"] = "t ~1").Permissions.ListAsync();
        await Client.Permissions.ListAsync();

        Assert.That(Api.Requests[0].Message.Headers.GetValues("X-Trace"), Is.EqualTo(["t ~1"]));
        Assert.That(Api.Requests[1].Message.Headers.Contains("X-Trace"), Is.False);
    }

    [Test]
    public async Task With_on_a_client_from_With_keeps_the_earlier_changes()
    {
        Api.Get(ApiRoute.Path("Permissions_List"), """{"resources": []}""");
        var seen = 0;
        var view = Client.With(call =>
        {
            call.Headers["X-One"] = "1";
            call.ApiToken = "another";
            call.OnResponse = _ => seen++;
        });

        await view.With(call => call.Headers["X-Two"] = "2").Permissions.ListAsync();

        var headers = Api.Requests[0].Message.Headers;
        Assert.That(headers.GetValues("X-One"), Is.EqualTo(["1"]));
        Assert.That(headers.GetValues("X-Two"), Is.EqualTo(["2"]));
        Assert.That(headers.GetValues("X-Api-Token"), Is.EqualTo(["another"]));
        Assert.That(seen, Is.EqualTo(1));
    }

    [TestCase("X-Api-Token")]
    [TestCase("x-api-token")]
    [TestCase("Accept")]
    [TestCase("Authorization")]
    [TestCase("Connection")]
    [TestCase("Content-Length")]
    [TestCase("Content-Type")]
    [TestCase("Host")]
    [TestCase("Transfer-Encoding")]
    [TestCase("User-Agent")]
    // These belong to a body, and would be dropped without a word.
    [TestCase("Content-Language")]
    [TestCase("Expires")]
    // And these are no names.
    [TestCase("")]
    [TestCase(" ")]
    [TestCase("X Trace")]
    [TestCase("X-Trace:")]
    [TestCase("X-Trace\r\nX-Api-Token")]
    [TestCase("X-Tràce")]
    public void A_reserved_or_invalid_header_name_is_rejected(string name)
    {
        var exception = Assert.Throws<ArgumentException>(() => Client.With(call => call.Headers[name] = "hunter2"));

        Assert.That(
            exception!.Message,
            Is.EqualTo(
                $"The header '{name}' cannot be set, because the library sets it itself or its name or value is invalid. "
                + "Remove it from Headers."));
    }

    [TestCase("a\r\nX-Api-Token: b")]
    [TestCase("a\n")]
    [TestCase("a\0")]
    [TestCase("é")]
    [TestCase("\u2028")]
    [TestCase(null)]
    public void An_invalid_header_value_is_rejected_without_revealing_it(string? value)
    {
        var exception = Assert.Throws<ArgumentException>(() => Client.With(call => call.Headers["X-Trace"] = value!));

        Assert.That(
            exception!.Message,
            Is.EqualTo(
                "The header 'X-Trace' cannot be set, because the library sets it itself or its name or value is invalid. "
                + "Remove it from Headers."));
    }

    [Test]
    public void Invalid_options_of_a_client_from_With_are_reported_without_the_token()
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Client.With(call =>
        {
            call.ApiToken = "hunter2\n";
            call.MaxRetries = 99;
            call.Timeout = TimeSpan.Zero;
        }));

        Assert.That(exception!.Failures.Count(), Is.EqualTo(3));
        Assert.That(exception.ToString(), Does.Not.Contain("hunter2"));
    }

    [Test]
    public void A_client_from_With_without_a_token_is_rejected()
    {
        Assert.That(() => Client.With(call => call.ApiToken = null), Throws.TypeOf<OptionsValidationException>());
        Assert.That(() => Client.With(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("configure"));
    }

    [Test]
    public async Task Changing_the_call_options_later_does_not_affect_a_client_from_With()
    {
        QboxmailCallOptions? kept = null;
        var view = Client.With(call => kept = call);
        Api.Get(ApiRoute.Path("Permissions_List"), """{"resources": []}""");

        kept!.ApiToken = "another";
        kept.Headers["X-Late"] = "1";
        await view.Permissions.ListAsync();

        Assert.That(Headers(Api, "X-Api-Token"), Is.EqualTo([FakeApi.Token]));
        Assert.That(Api.Requests[0].Message.Headers.Contains("X-Late"), Is.False);
    }

    private static IEnumerable<string> Headers(FakeApi api, string name) =>
        api.Requests.Select(request => request.Message.Headers.GetValues(name).Single());
}
