using System.Net;

namespace Qboxmail.Emulator.Tests;

/// <summary>An emulator that begins anew, so that the tests of a fixture can share one.</summary>
public class ResetTests : EmulatorFixture
{
    private const string Seed = """{"domains": [{"name": "seeded.example"}], "tokens": [{"value": "other", "customer_code": "CUSTOMER2"}]}""";

    private readonly FakeTime _time = new();
    private QboxmailEmulatorOptions _options = null!;

    private protected override Task<EmulatorHarness> StartAsync() => EmulatorHarness.StartAsync(options =>
    {
        _options = options;
        options.TimeProvider = _time;
        options.Seed = Seed;
    });

    [Test]
    public async Task A_reset_restores_the_initial_state_of_the_emulator()
    {
        var before = StateSnapshot.Of(Api.Emulator);
        var code = await Api.CreateActiveDomainAsync();
        await Api.Client.Domains.SendOwnershipEmailAsync(code, new SendOwnershipEmailRequest("admin@example.com"));
        await Api.CreateMailboxAsync(code);
        await Api.Client.Users.UpdateNotificationsAsync(
            new UpdateNotificationsRequest { NotificationUrl = "http://localhost:1/", DomainCreateCallback = true });
        await Api.CreateActiveDomainAsync("example.org");
        await Api.Emulator.WaitForWebhooksAsync();
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.Drop) { Operation = "Domains_Delete" });
        Assert.That(Api.Emulator.Mails, Is.Not.Empty);
        Assert.That(Api.Emulator.Webhooks, Is.Not.Empty);

        Api.Emulator.Reset();

        Assert.That(StateSnapshot.Of(Api.Emulator), Is.EqualTo(before).And.Contain("seeded.example"));
        Assert.That(Api.Emulator.Mails, Is.Empty);
        Assert.That(Api.Emulator.Webhooks, Is.Empty);
        Assert.That(Api.Emulator.Faults.Pending, Is.Empty);
        Assert.That(Api.Emulator.Requests.Total, Is.Zero);
        Assert.That(await Api.CreateActiveDomainAsync(), Is.EqualTo(code), "codes begin anew");
    }

    [Test]
    public async Task A_reset_restores_the_tokens_of_the_options_and_the_seed_data()
    {
        var added = Api.As(new EmulatorToken("added"));
        var seeded = Api.Client.With(call => call.ApiToken = "other");
        Api.Emulator.RemoveToken("other");

        Api.Emulator.Reset();

        Assert.That((await Api.Client.Domains.ListPageAsync()).Items, Has.Count.EqualTo(1));
        Assert.That((await seeded.Domains.ListPageAsync()).Items, Is.Empty);
        Assert.That(await RefusalAsync(() => added.Domains.ListPageAsync()), Is.EqualTo("401"));
    }

    [Test]
    public async Task A_reset_discards_the_effects_of_a_request_in_progress()
    {
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.Delay) { Operation = "Domains_Create" });
        var creation = Api.CreateActiveDomainAsync();
        var pause = await _time.NextPauseAsync();

        Api.Emulator.Reset();
        _time.Advance(pause);

        // The creation was done where nobody looks any more, so that the next step does not find the domain.
        Assert.That(await RefusalAsync(() => creation), Is.EqualTo("404"));
        Assert.That((await Api.Client.Domains.ListPageAsync()).Items.Select(domain => domain.Name), Is.EqualTo(["seeded.example"]));
    }

    [Test]
    public async Task Faults_affect_the_same_calls_again_after_a_reset()
    {
        var first = await BefallenAsync();
        Api.Emulator.Reset();

        Assert.That(await BefallenAsync(), Is.EqualTo(first));
        Assert.That(first, Does.Contain("200").And.Contain("500"));
    }

    [Test]
    public async Task A_reset_with_invalid_seed_data_changes_nothing()
    {
        await Api.CreateActiveDomainAsync();
        _options.Seed = """{"domains": [{"name": "a"}]}""";
        var before = StateSnapshot.Of(Api.Emulator);

        Assert.That(Api.Emulator.Reset, Throws.TypeOf<FormatException>().With.Message.Contains("domains[0].name is not valid"));

        Assert.That(StateSnapshot.Of(Api.Emulator), Is.EqualTo(before));
        Assert.That(Api.Emulator.Requests.Total, Is.EqualTo(2));
    }

    [Test]
    public async Task A_reset_over_HTTP_restores_the_initial_state()
    {
        var before = StateSnapshot.Of(Api.Emulator);
        await Api.CreateActiveDomainAsync();
        using var http = EmulatorHarness.CreateHttpClient(Api.Emulator.Address);

        using var response = await http.PostAsync(new Uri("/_emulator/reset", UriKind.Relative), content: null);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(StateSnapshot.Of(Api.Emulator), Is.EqualTo(before));
        Assert.That(Api.Emulator.Requests.Total, Is.Zero);
    }

    private async Task<string> BefallenAsync()
    {
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.ServerError) { Rate = 0.5 });
        using var http = EmulatorHarness.CreateHttpClient(Api.Emulator.Address);
        http.DefaultRequestHeaders.Add("X-Api-Token", Api.Emulator.Token);
        var answers = new List<int>();

        for (var call = 0; call < 20; call++)
        {
            using var response = await http.GetAsync(new Uri("/api/domains", UriKind.Relative));
            answers.Add((int)response.StatusCode);
        }

        return string.Join(' ', answers);
    }
}
