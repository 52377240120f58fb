using Microsoft.Extensions.DependencyInjection;

namespace Qboxmail.Emulator.Tests;

public class ReadmeGuideTests : GuideFixture
{
    [Test]
    public async Task A_client_from_the_environment_lists_domains()
    {
        // example
        using var qboxmail = QboxmailClient.FromEnvironment();

        await foreach (var domain in qboxmail.Domains.ListAsync())
        {
            Console.WriteLine($"{domain.Name}: {domain.Status}");
        }
        // end
    }

    [Test]
    public async Task A_created_domain_and_mailbox_become_ready()
    {
        var qboxmail = Api.Client;
        var password = Password;

        // example
        var created = await qboxmail.Domains.CreateAsync(new CreateDomainRequest("example.com", password));
        var domain = await qboxmail.Domains.GetAsync(created.ResourceCode);

        Console.WriteLine($"Publish {domain.PossessionARecord}.{domain.Name} A 185.97.217.16 in DNS, then continue.");
        await qboxmail.Domains.VerifyDnsOwnershipAsync(domain.Code);

        domain = await qboxmail.Domains.WaitUntilReadyAsync(domain.Code, new WaitOptions
        {
            Timeout = TimeSpan.FromHours(1),
            Progress = new ConsoleProgress(),
        });

        var mailbox = await qboxmail.EmailAccounts.CreateAsync(domain.Code, new CreateEmailAccountRequest("mario.rossi", password, "Mario")
        {
            MaxEmailQuota = MailboxQuota.Size8GB,
        });

        await qboxmail.EmailAccounts.WaitUntilReadyAsync(domain.Code, mailbox.ResourceCode);
        // end

        Assert.That(Output, Has.Length.EqualTo(2));
        Assert.That(Output[0], Is.EqualTo($"Publish {domain.Code.ToLowerInvariant()}.example.com A 185.97.217.16 in DNS, then continue."));
        Assert.That(Output[1], Does.EndWith(" enabled/ok"));
    }

    // example
    internal sealed class ConsoleProgress : IProgress<WaitProgress>
    {
        public void Report(WaitProgress value) => Console.WriteLine($"{value.Elapsed:g} {value}");
    }
    // end

    [Test]
    public async Task A_wait_accepts_a_custom_evaluator()
    {
        var qboxmail = Api.Client;
        var domainCode = await CreateDomainAsync();

        // example
        await qboxmail.Domains.WaitUntilAsync(domainCode, domain => domain.Status == DomainStatus.Enabled ? WaitVerdict.Ready : WaitVerdict.Pending);
        // end
    }

    [Test]
    public async Task Many_mailboxes_are_awaited_in_one_call()
    {
        var qboxmail = Api.Client;
        var domainCode = await CreateDomainAsync();
        var mario = await Api.CreateMailboxAsync(domainCode, "mario");
        var anna = await Api.CreateMailboxAsync(domainCode, "anna");
        var mailboxCodes = new[] { mario.ResourceCode, anna.ResourceCode };

        // example
        var result = await qboxmail.EmailAccounts.WaitUntilAllReadyAsync(domainCode, mailboxCodes);

        Console.WriteLine($"{result.Ready.Count} ready, {result.Failed.Count} failed, {result.Pending.Count} pending");
        result.EnsureAllReady();
        // end

        Assert.That(Output, Is.EqualTo(["2 ready, 0 failed, 0 pending"]));
    }

    [Test]
    public async Task A_domain_is_created_at_most_once()
    {
        var qboxmail = Api.Client;
        var password = Password;
        var domainCode = await CreateDomainAsync();

        // example
        var ensured = await qboxmail.Domains.CreateIfNotExistsAsync(new CreateDomainRequest("example.com", password));

        Console.WriteLine(ensured.Created ? $"created {ensured.Code}" : $"{ensured.Code} already exists");
        await qboxmail.EmailAccounts.CreateIfNotExistsAsync(ensured.Code, new CreateEmailAccountRequest("mario.rossi", password, "Mario"));
        // end

        Assert.That(Output, Is.EqualTo([$"{domainCode} already exists"]));
        Assert.That(await qboxmail.EmailAccounts.ListAsync(domainCode).GetTotalCountAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_list_is_read_page_by_page()
    {
        var qboxmail = Api.Client;
        var domainCode = await CreateDomainAsync();
        await Api.CreateMailboxAsync(domainCode);

        // example
        var query = new EmailAccountsListQuery { Query = "rossi" };
        var mailboxes = qboxmail.EmailAccounts.ListAsync(domainCode, query, new PagingOptions { PageSize = 200 });

        Console.WriteLine($"{await mailboxes.GetTotalCountAsync()} mailboxes");

        await foreach (var page in mailboxes.AsPages())
        {
            Console.WriteLine($"page {page.Number} of {page.TotalPages}: {page.Items.Count} mailboxes");
        }

        var first = await qboxmail.EmailAccounts.ListPageAsync(domainCode, page: 1, pageSize: 10);
        // end

        Assert.That(first.Items, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_validation_error_names_the_fields()
    {
        var qboxmail = Api.Client;
        var password = Password;
        await CreateDomainAsync();

        // example
        try
        {
            await qboxmail.Domains.CreateAsync(new CreateDomainRequest("example.com", password));
        }
        catch (QboxmailApiException exception) when (exception.Reason == QboxmailErrorReason.ValidationFailed)
        {
            foreach (var error in exception.FieldErrors)
            {
                Console.WriteLine($"{error.Field} {error.Description}");
            }
        }
        catch (QboxmailException exception) when (exception.RequestMayHaveBeenProcessed)
        {
            Console.WriteLine("The domain may have been created. Look it up before you retry.");
        }
        // end

        Assert.That(Output, Is.EqualTo(["name already exists"]));
    }

    [Test]
    public async Task Null_is_sent_and_unknown_fields_are_preserved()
    {
        var qboxmail = Api.Client;
        var domainCode = await CreateDomainAsync();
        var mailboxCode = (await Api.CreateMailboxAsync(domainCode)).ResourceCode;

        // example
        await qboxmail.EmailAccounts.UpdateAsync(domainCode, mailboxCode, new UpdateEmailAccountRequest
        {
            LastName = "Bianchi",
            AdditionalProperties = { ["timezone"] = null },
        });

        var mailbox = await qboxmail.EmailAccounts.GetAsync(domainCode, mailboxCode);

        foreach (var field in mailbox.AdditionalProperties)
        {
            Console.WriteLine($"{field.Key} is new");
        }
        // end

        Assert.That(mailbox.LastName, Is.EqualTo("Bianchi"));
    }

    [Test]
    public async Task An_operation_without_a_method_is_called_by_its_path()
    {
        var qboxmail = Api.Client;
        var domainCode = await CreateDomainAsync();

        // example
        var response = await qboxmail.SendAsync(HttpMethod.Get, $"/api/domains/{domainCode}");
        Console.WriteLine($"{response.StatusCode}: {response.Body}");
        // end
    }

    [Test]
    public void A_webhook_is_parsed_into_its_event_type()
    {
        const string body = """{"event": "exceeded", "metric": "space", "payload": {"email_address": "mario.rossi@example.com"}}""";

        // example
        switch (WebhookEvent.Parse(body))
        {
            case EmailOverquotaEvent overquota:
                Console.WriteLine($"{overquota.Payload?.EmailAddress}: {overquota.Event} {overquota.Metric}");
                break;
            case DomainCreateEvent created:
                Console.WriteLine($"A domain was activated; {created.AdditionalProperties.Count} fields describe it.");
                break;
            case UnknownWebhookEvent unknown:
                Console.WriteLine($"{unknown.ActionType} is new");
                break;
        }
        // end

        Assert.That(Output, Is.EqualTo(["mario.rossi@example.com: exceeded space"]));
    }

    [Test]
    public async Task A_client_takes_options_and_creates_other_clients_with_With()
    {
        var token = Api.Emulator.Token;
        var address = Api.Emulator.Address;
        const string managerToken = "manager-token";

        // example
        using var qboxmail = new QboxmailClient(new QboxmailClientOptions
        {
            ApiToken = token,
            BaseAddress = address,
            ApplicationId = "MyPanel/2.1",
            MaxRetries = 5,
            AttemptTimeout = TimeSpan.FromSeconds(10),
        });

        var asManager = qboxmail.With(call => call.ApiToken = managerToken);
        var patient = qboxmail.With(call => call.Timeout = TimeSpan.FromMinutes(10));
        // end

        Assert.That((await patient.Domains.ListPageAsync()).Items, Is.Empty);
        await Assert.ThrowsAsync<QboxmailApiException>(() => asManager.Domains.ListPageAsync());
    }

    [Test]
    public void Clients_are_registered_in_a_service_collection()
    {
        var services = new ServiceCollection();
        const string token = "token";
        const string sandboxToken = "sandbox-token";

        // example
        services.AddQboxmail(options => options.ApiToken = token);
        services.AddQboxmail("sandbox", options =>
        {
            options.ApiToken = sandboxToken;
            options.BaseAddress = QboxmailHosts.Sandbox;
        });
        // end

        using var provider = services.BuildServiceProvider();
        Assert.That(provider.GetRequiredService<QboxmailClient>().BaseAddress, Is.EqualTo(QboxmailHosts.Production));
        Assert.That(provider.GetRequiredKeyedService<QboxmailClient>("sandbox").BaseAddress, Is.EqualTo(QboxmailHosts.Sandbox));
    }

    [Test]
    public async Task A_client_calls_the_emulator()
    {
        // example
        await using var emulator = await QboxmailEmulator.StartAsync();
        using var qboxmail = new QboxmailClient(new QboxmailClientOptions { ApiToken = emulator.Token, BaseAddress = emulator.Address });
        // end

        Assert.That((await qboxmail.Domains.ListPageAsync()).Items, Is.Empty);
    }

    private async Task<string> CreateDomainAsync()
    {
        var domainCode = await Api.CreateActiveDomainAsync();
        await Api.Client.Domains.CheckDnsAsync(domainCode);
        return domainCode;
    }
}
