namespace Qboxmail.Browser.Tests;

/// <summary>The page of the emulator shows what happens and lets its reader act.</summary>
public class LivePageTests : BrowserFixture
{
    [Test]
    public async Task The_live_log_shows_a_call_of_the_library_with_both_bodies()
    {
        await CreateDomainAsync("example.com");
        await WaitForTextAsync("#log", "Domains_Create");

        await Page.ClickAsync("#log button");
        await WaitForTextAsync("#exchange-title", "POST /api/domains");

        Assert.That(await TextAsync("#request-text"), Does.Contain("\"name\": \"example.com\"").And.Contain("***").And.Not.Contain(Password));
        Assert.That(await TextAsync("#response-text"), Does.StartWith("201").And.Contain("resource_code"));
    }

    [Test]
    public async Task A_reader_makes_a_call_fail_sees_why_and_mends_it()
    {
        await FillAsync("#add-fault [name=operation]", "Domains_List");
        await Page.ClickAsync("#add-fault button");
        await WaitForTextAsync("#fault-list", "server_error for Domains_List");

        var failure = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.ListPageAsync());
        Assert.That(failure!.Reason, Is.EqualTo(QboxmailErrorReason.ServerError));
        await WaitForTextAsync("#log", "fault: server_error");
        await Page.ClickAsync("#log button");
        await WaitForTextAsync("#why", "Remove the fault under Faults");

        await Page.ClickAsync("#fault-list button");
        await WaitForTextAsync("#fault-list", "No faults");
        await Page.ClickAsync("#send-again");
        await WaitForTextAsync("#said", "The response is 200.");

        Assert.That((await Client.Domains.ListPageAsync()).Items, Is.Empty);
        Assert.That(Emulator.Faults.Pending, Is.Empty);
    }

    [Test]
    public async Task A_reader_sends_an_operation_sees_why_it_is_refused_and_mends_it()
    {
        await FillAsync("#send [name=operation]", "Domains_Create");
        await Page.Keyboard.PressAsync("Tab");
        Assert.That(await ValueAsync("#send [name=path]"), Is.EqualTo("/api/domains"));
        var example = await ValueAsync("#send [name=body]");

        await FillAsync("#send [name=body]", example.Replace("\"example.com\"", "\"no domain\"", StringComparison.Ordinal));
        await Page.ClickAsync("#send button");
        await WaitForTextAsync("#exchange-title", "POST /api/domains");
        var why = await TextAsync("#why");

        await Page.ClickAsync("#edit");
        var edited = await ValueAsync("#send [name=body]");
        await FillAsync(
            "#send [name=body]",
            edited.Replace("no domain", "example.com", StringComparison.Ordinal).Replace("***", Password, StringComparison.Ordinal));
        await Page.ClickAsync("#send button");
        await WaitForTextAsync("#response-text", "resource_code");
        AllowMessage("422");

        Assert.That(why, Does.StartWith("Validation failed: ").And.Contain("name is not valid"));
        Assert.That(edited, Does.Contain("no domain").And.Not.Contain(Password));
        Assert.That((await Client.Domains.ListPageAsync()).Items.Single().Name, Is.EqualTo("example.com"));
    }

    [Test]
    public async Task A_path_with_an_open_parameter_is_not_sent()
    {
        await FillAsync("#send [name=operation]", "Domains_Get");
        await Page.Keyboard.PressAsync("Tab");
        await Page.ClickAsync("#send button");

        await WaitForTextAsync("#said", "Replace {domain_code} in the path.");
        Assert.That(Emulator.Requests.Find(), Is.Empty);
    }

    [Test]
    public async Task A_request_without_an_accepted_token_is_explained()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Emulator.Address };
        using var response = await http.GetAsync("/api/domains");
        await WaitForTextAsync("#log", "Domains_List");

        await Page.ClickAsync("#log button");
        await WaitForTextAsync("#why", "The X-Api-Token header is missing or contains an unknown token.");
    }

    [Test]
    public async Task A_domain_is_proven_and_the_clock_advances()
    {
        Emulator.Clock.Pause();
        await CreateDomainAsync("example.com");
        await WaitForTextAsync("#rows", "ownership_check");

        await FillAsync("#prove [name=name]", "example.com");
        await Page.ClickAsync("#prove button");
        await WaitForTextAsync("#rows", "enabled (updating)");
        await WaitForTextAsync("#next", "Next event");
        await Page.ClickAsync("#next-event");
        await WaitForTextAsync("#said", "The clock has advanced to the next event.");

        Assert.That(await TextAsync("#next"), Is.EqualTo("No background work is pending."));
        Assert.That(await TextAsync("#rows"), Does.Contain("enabled").And.Not.Contain("updating"));
    }

    [Test]
    public async Task The_clock_is_paused_moved_ahead_and_resumed()
    {
        await Page.ClickAsync("#pause");
        await WaitForTextAsync("#pause", "Resume");
        var before = Emulator.Clock.Now;

        await Page.ClickAsync("[data-advance='86400']");
        await WaitForTextAsync("#said", "The clock has advanced.");
        Assert.That(Emulator.Clock.Now - before, Is.EqualTo(TimeSpan.FromDays(1)));

        await Page.ClickAsync("#pause");
        await WaitForTextAsync("#pause", "Pause");
        Assert.That(Emulator.Clock.IsPaused, Is.False);
    }

    [Test]
    public async Task A_reset_empties_the_page()
    {
        await CreateDomainAsync("example.com");
        await WaitForTextAsync("#rows", "example.com");

        await Page.ClickAsync("#reset");
        await WaitForTextAsync("#said", "The emulator is reset to its seed data.");

        Assert.That(await TextAsync("#log-state"), Does.StartWith("No requests yet"));
        Assert.That(await TextAsync("#rows"), Is.Empty);
        Assert.That((await Client.Domains.ListPageAsync()).Items, Is.Empty);
    }

    [Test]
    public async Task A_thousand_domains_are_searched_and_paged()
    {
        var domains = Enumerable.Range(1, 1000).Select(number => $$"""{"name":"d{{number}}.example"}""");
        Emulator.LoadSeed($$"""{"domains": [{{string.Join(',', domains)}}]}""");
        await WaitForTextAsync("#page-state", "Page 1 of 40, 1,000 in total");

        await Page.ClickAsync("#following");
        await WaitForTextAsync("#page-state", "Page 2 of 40");
        await FillAsync("#search", "d777.");
        await WaitForTextAsync("#page-state", "Page 1 of 1, 1 in total");
        await Page.ClickAsync("#rows a");
        await WaitForTextAsync("#name", "d777.example");

        Assert.That(await TextAsync("#values"), Does.Contain("enabled"));
    }

    [Test]
    public async Task A_mistake_is_reported_on_the_page()
    {
        await FillAsync("#prove [name=name]", "no.example");
        await Page.ClickAsync("#prove button");
        await WaitForTextAsync("#said", "There is no domain");
        AllowMessage("422");
    }

    [Test]
    public async Task Text_of_a_caller_stays_text()
    {
        await Client.Migrations.CreateAsync(
            new CreateMigrationRequest("<img src=x onerror=alert(1)>.csv", "a;b;c;d", "standard") { ExecuteNow = true });
        await WaitForTextAsync("#counts", "Migrations");
        await Page.ClickAsync("[data-kind=migrations]");
        await WaitForTextAsync("#rows", "<img src=x onerror=alert(1)>.csv");
    }

    [Test]
    public async Task The_log_is_used_with_the_keyboard()
    {
        await CreateDomainAsync("example.com");
        await WaitForTextAsync("#log", "Domains_Create");

        await Page.FocusAsync("#log button");
        await Page.Keyboard.PressAsync("Enter");
        await WaitForTextAsync("#exchange-title", "POST /api/domains");

        Assert.That(await Page.EvaluateExpressionAsync<string>("document.activeElement.id"), Is.EqualTo("exchange-title"));
    }
}
