using NSubstitute;

namespace Qboxmail.Emulator.Tests;

public class TestingGuideTests : GuideFixture
{
    // example
    public class WelcomeService(QboxmailClient qboxmail)
    {
        public async Task<int> CountMailboxesAsync(string domainCode)
        {
            var count = 0;

            await foreach (var mailbox in qboxmail.EmailAccounts.ListAsync(domainCode))
            {
                count += mailbox.Status == EmailAccountStatus.Enabled ? 1 : 0;
            }

            return count;
        }
    }
    // end

    // example
    [Test]
    public async Task Enabled_mailboxes_are_counted_with_a_substitute()
    {
        var qboxmail = Substitute.For<QboxmailClient>();
        qboxmail.EmailAccounts.ListAsync("D1").ReturnsForAnyArgs(PagedAsyncEnumerable.FromPages<EmailAccount>(
            [new EmailAccount { Status = EmailAccountStatus.Enabled }, new EmailAccount { Status = EmailAccountStatus.Disabled }]));

        Assert.That(await new WelcomeService(qboxmail).CountMailboxesAsync("D1"), Is.EqualTo(1));
    }
    // end

    // example
    private sealed class OneMailbox : QboxmailClient
    {
        public override EmailAccountsClient EmailAccounts { get; } = new Mailboxes();

        private sealed class Mailboxes : EmailAccountsClient
        {
            public override PagedAsyncEnumerable<EmailAccount> ListAsync(
                string domainCode, EmailAccountsListQuery? query, PagingOptions? paging, CancellationToken cancellationToken) =>
                PagedAsyncEnumerable.FromPages<EmailAccount>([new EmailAccount { Status = EmailAccountStatus.Enabled }]);
        }
    }

    [Test]
    public async Task Enabled_mailboxes_are_counted_with_a_fake_of_your_own() =>
        Assert.That(await new WelcomeService(new OneMailbox()).CountMailboxesAsync("D1"), Is.EqualTo(1));
    // end

    // example
    [Test]
    public async Task Enabled_mailboxes_are_counted_with_the_emulator()
    {
        await using var emulator = await QboxmailEmulator.StartAsync(new QboxmailEmulatorOptions
        {
            Seed = """{ "domains": [{ "name": "example.com", "email_accounts": [{ "name": "mario.rossi", "firstname": "Mario" }] }] }""",
        });
        using var qboxmail = new QboxmailClient(new QboxmailClientOptions { ApiToken = emulator.Token, BaseAddress = emulator.Address });
        var domain = (await qboxmail.Domains.ListPageAsync()).Items.Single();

        Assert.That(await new WelcomeService(qboxmail).CountMailboxesAsync(domain.Code), Is.EqualTo(1));
    }
    // end

    [Test]
    public async Task A_fault_shows_how_a_service_reacts()
    {
        var emulator = Api.Emulator;
        var qboxmail = Api.Client;
        var request = new CreateDomainRequest("example.com", Password);

        // example
        emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.Drop) { Operation = "Domains_Create", Times = 1, AfterWork = true });

        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(() => qboxmail.Domains.CreateAsync(request));

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.True);
        Assert.That(emulator.Requests.Count("Domains_Create"), Is.EqualTo(1));
        // end
    }
}
