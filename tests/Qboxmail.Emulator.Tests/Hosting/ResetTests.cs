using System.Net;

namespace Qboxmail.Emulator.Tests;

/// <summary>An emulator that begins anew, so that the tests of a fixture can share one.</summary>
public class ResetTests
{
    private const string Seed = """{"domains": [{"name": "seeded.example"}], "tokens": [{"value": "other", "customer_code": "CUSTOMER2"}]}""";

    private readonly FakeTime _time = new();
    private QboxmailEmulatorOptions _options = null!;
    private EmulatorHarness _api = null!;

    [SetUp]
    public async Task Start() => _api = await EmulatorHarness.StartAsync(options =>
    {
        _options = options;
        options.TimeProvider = _time;
        options.Seed = Seed;
    });

    [TearDown]
    public async Task Stop() => await _api.DisposeAsync();

    [Test]
    public async Task Make_it_as_it_was_after_the_start()
    {
        var before = StateSnapshot.Of(_api.Emulator);
        var code = await _api.CreateActiveDomainAsync();
        await _api.Client.Domains.SendOwnershipEmailAsync(code, new SendOwnershipEmailRequest("admin@example.com"));
        await _api.CreateMailboxAsync(code);
        await _api.Client.Users.UpdateNotificationsAsync(
            new UpdateNotificationsRequest { NotificationUrl = "http://localhost:1/", DomainCreateCallback = true });
        await _api.CreateActiveDomainAsync("example.org");
        await _api.Emulator.WaitForWebhooksAsync();
        _api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.Drop) { Operation = "Domains_Delete" });
        Assert.That(_api.Emulator.Mails, Is.Not.Empty);
        Assert.That(_api.Emulator.Webhooks, Is.Not.Empty);

        _api.Emulator.Reset();

        Assert.That(StateSnapshot.Of(_api.Emulator), Is.EqualTo(before).And.Contain("seeded.example"));
        Assert.That(_api.Emulator.Mails, Is.Empty);
        Assert.That(_api.Emulator.Webhooks, Is.Empty);
        Assert.That(_api.Emulator.Faults.Pending, Is.Empty);
        Assert.That(_api.Emulator.Requests.Total, Is.Zero);
        Assert.That(await _api.CreateActiveDomainAsync(), Is.EqualTo(code), "codes begin anew");
    }

    [Test]
    public async Task Leave_the_tokens_of_the_options_and_of_the_starting_data()
    {
        var added = _api.As(new EmulatorToken("added"));
        var seeded = _api.Client.With(call => call.ApiToken = "other");
        _api.Emulator.RemoveToken("other");

        _api.Emulator.Reset();

        Assert.That((await _api.Client.Domains.ListPageAsync()).Items, Has.Count.EqualTo(1));
        Assert.That((await seeded.Domains.ListPageAsync()).Items, Is.Empty);
        Assert.That(await EmulatorHarness.RefusalAsync(() => added.Domains.ListPageAsync()), Is.EqualTo("401"));
    }

    [Test]
    public async Task Forget_what_a_request_under_way_does()
    {
        _api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.Delay) { Operation = "Domains_Create" });
        var creation = _api.CreateActiveDomainAsync();
        var pause = await _time.NextPauseAsync();

        _api.Emulator.Reset();
        _time.Advance(pause);

        // The creation was done where nobody looks any more, so that the next step does not find the domain.
        Assert.That(await EmulatorHarness.RefusalAsync(() => creation), Is.EqualTo("404"));
        Assert.That((await _api.Client.Domains.ListPageAsync()).Items.Select(domain => domain.Name), Is.EqualTo(["seeded.example"]));
    }

    [Test]
    public async Task Let_faults_befall_the_same_calls_again()
    {
        var first = await BefallenAsync();
        _api.Emulator.Reset();

        Assert.That(await BefallenAsync(), Is.EqualTo(first));
        Assert.That(first, Does.Contain("200").And.Contain("500"));
    }

    [Test]
    public async Task With_starting_data_that_has_become_wrong_change_nothing()
    {
        await _api.CreateActiveDomainAsync();
        _options.Seed = """{"domains": [{"name": "a"}]}""";
        var before = StateSnapshot.Of(_api.Emulator);

        Assert.That(_api.Emulator.Reset, Throws.TypeOf<FormatException>().With.Message.Contains("domains[0].name is not valid"));

        Assert.That(StateSnapshot.Of(_api.Emulator), Is.EqualTo(before));
        Assert.That(_api.Emulator.Requests.Total, Is.EqualTo(2));
    }

    [Test]
    public async Task Come_over_HTTP_too()
    {
        var before = StateSnapshot.Of(_api.Emulator);
        await _api.CreateActiveDomainAsync();
        using var http = new HttpClient { BaseAddress = _api.Emulator.Address };

        using var response = await http.DeleteAsync(new Uri("/_emulator/state", UriKind.Relative));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(StateSnapshot.Of(_api.Emulator), Is.EqualTo(before));
        Assert.That(_api.Emulator.Requests.Total, Is.Zero);
    }

    private async Task<string> BefallenAsync()
    {
        _api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.ServerError) { Rate = 0.5 });
        using var http = new HttpClient { BaseAddress = _api.Emulator.Address };
        http.DefaultRequestHeaders.Add("X-Api-Token", _api.Emulator.Token);
        var answers = new List<int>();

        for (var call = 0; call < 20; call++)
        {
            using var response = await http.GetAsync(new Uri("/api/domains", UriKind.Relative));
            answers.Add((int)response.StatusCode);
        }

        return string.Join(' ', answers);
    }
}
