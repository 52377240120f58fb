using System.Net;

namespace Qboxmail.Emulator.Tests;

public class ErrorsAndRetriesGuideTests : GuideFixture
{
    private protected override Task<EmulatorHarness> StartAsync() => EmulatorHarness.OnClockAsync(new FakeTime { AutoAdvanceDelays = true });

    [Test]
    public async Task Each_error_has_a_reason()
    {
        var qboxmail = Api.Client;
        var domainCode = await Api.CreateActiveDomainAsync();
        var request = new CreateEmailAccountRequest("mario.rossi", "short", "Mario");

        // example
        try
        {
            await qboxmail.EmailAccounts.CreateAsync(domainCode, request);
        }
        catch (QboxmailApiException exception) when (exception.Reason == QboxmailErrorReason.ValidationFailed)
        {
            foreach (var error in exception.FieldErrors)
            {
                Console.WriteLine($"{error.Field} {error.Description}");
            }
        }
        catch (QboxmailApiException exception) when (exception.StatusCode == HttpStatusCode.Forbidden)
        {
            Console.WriteLine("The token may not do that, or the customer has no billing profile.");
        }
        catch (QboxmailApiException exception) when (exception.Reason == QboxmailErrorReason.RateLimited)
        {
            Console.WriteLine($"Too many requests. Continue in {exception.RetryAfter}.");
        }
        catch (QboxmailException exception) when (exception.RequestMayHaveBeenProcessed)
        {
            Console.WriteLine("The mailbox may have been created.");
        }
        // end

        Assert.That(Output, Is.Not.Empty.And.All.StartsWith("password"));
    }

    [Test]
    public async Task An_unclear_creation_is_repeated_safely()
    {
        var qboxmail = Api.Client;
        var password = Password;
        var domainCode = await Api.CreateActiveDomainAsync();
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.Drop) { Operation = "EmailAccounts_Create", Times = 1, AfterWork = true });

        // example
        var request = new CreateEmailAccountRequest("mario.rossi", password, "Mario");
        var result = await qboxmail.EmailAccounts.CreateIfNotExistsAsync(domainCode, request);
        Console.WriteLine($"{result.Code}, {(result.Created ? "created now" : "there before")}");
        // end

        Assert.That(await qboxmail.EmailAccounts.ListAsync(domainCode).GetTotalCountAsync(), Is.EqualTo(1));
        Assert.That(Api.Emulator.Requests.Count("EmailAccounts_Create"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_wait_ends_with_the_last_state()
    {
        var qboxmail = Api.Client.With(call => call.MaxRetries = 0);
        var created = await qboxmail.Domains.CreateAsync(new CreateDomainRequest("example.com", Password));
        var domainCode = created.ResourceCode;

        // example
        try
        {
            await qboxmail.Domains.WaitUntilReadyAsync(domainCode, new WaitOptions { Timeout = TimeSpan.FromSeconds(1) });
        }
        catch (QboxmailWaitTimeoutException exception)
        {
            Console.WriteLine($"Still {exception.Status}. Continue later.");
        }
        catch (QboxmailWaitFailedException exception)
        {
            Console.WriteLine($"Failed: {exception.Status} {exception.StatusDetail}");
        }
        // end

        Assert.That(Output, Is.EqualTo(["Still ownership_check. Continue later."]));
    }

    [Test]
    public async Task Retries_and_timeouts_are_settings()
    {
        var token = Api.Emulator.Token;
        var address = Api.Emulator.Address;

        // example
        using var qboxmail = new QboxmailClient(new QboxmailClientOptions
        {
            ApiToken = token,
            BaseAddress = address,
            MaxRetries = 5,
            AttemptTimeout = TimeSpan.FromSeconds(10),
            WriteAttemptTimeout = TimeSpan.FromSeconds(60),
            Timeout = TimeSpan.FromMinutes(2),
        });

        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var page = await qboxmail.Domains.ListPageAsync(cancellationToken: deadline.Token);
        // end

        Assert.That(page.Items, Is.Empty);
    }
}
