using System.Security.Cryptography.X509Certificates;

namespace Qboxmail.Emulator.Tests;

public class EmulatorGuideTests : GuideFixture
{
    [Test]
    public async Task A_client_calls_the_emulator_of_the_test()
    {
        // example
        await using var emulator = await QboxmailEmulator.StartAsync();
        using var qboxmail = new QboxmailClient(new QboxmailClientOptions { ApiToken = emulator.Token, BaseAddress = emulator.Address });
        // end

        Assert.That((await qboxmail.Domains.ListPageAsync()).Items, Is.Empty);
    }

    [Test]
    public async Task A_handler_trusts_the_certificate_of_the_emulator()
    {
        await using var emulator = await QboxmailEmulator.StartAsync(new QboxmailEmulatorOptions { UseHttps = true });

        // example
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { emulator.Certificate! },
        };
        using var qboxmail = new QboxmailClient(new QboxmailClientOptions { ApiToken = emulator.Token, BaseAddress = emulator.Address }, handler);
        // end

        using (handler)
        {
            Assert.That((await qboxmail.Domains.ListPageAsync()).Items, Is.Empty);
        }
    }

    [Test]
    public async Task A_refused_request_is_in_the_log()
    {
        var emulator = Api.Emulator;
        await Api.CreateActiveDomainAsync();
        await Assert.ThrowsAsync<QboxmailApiException>(() => Api.CreateActiveDomainAsync());

        // example
        emulator.Requests.Logged += request => TestContext.Out.WriteLine(request);

        var refused = emulator.Requests.Find(operation: "Domains_Create", status: 422).Single();
        Console.WriteLine(refused.ResponseBody);
        Console.WriteLine(refused.ToCurl());
        // end

        Assert.That(Output[0], Does.Contain("already exists"));
        Assert.That(Output[1], Does.StartWith("curl "));
    }

    [Test]
    public async Task A_response_to_a_creation_gets_lost()
    {
        var emulator = Api.Emulator;

        // example
        emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.Drop) { Operation = "Domains_Create", Times = 1, AfterWork = true });
        // end

        await Assert.ThrowsAsync<QboxmailTransportException>(() => Api.CreateActiveDomainAsync());
        Assert.That((await Qboxmail.Domains.ListPageAsync()).Items, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_wait_ends_on_the_clock_of_the_emulator()
    {
        var emulator = Api.Emulator;
        var code = await Api.CreateActiveDomainAsync();

        // example
        using var qboxmail = new QboxmailClient(
            new QboxmailClientOptions { ApiToken = emulator.Token, BaseAddress = emulator.Address, TimeProvider = emulator.Clock });

        var domain = await emulator.Clock.RunAsync(qboxmail.Domains.WaitUntilReadyAsync(code));
        // end

        Assert.That(domain.Status, Is.EqualTo(DomainStatus.Enabled));
    }
}
