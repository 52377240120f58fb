using System.Security.Cryptography;
using Qboxmail.Models;

namespace Qboxmail.Quickstart;

/// <summary>The provider's workflow, step by step.</summary>
internal static class Workflow
{

    public static async Task RunAsync(Target target, string? domainName, CancellationToken cancellationToken)
    {
        var name = domainName ?? $"quickstart-{RandomNumberGenerator.GetInt32(10_000, 100_000)}.example.com";

        if (target.IsProduction)
        {
            Ask($"This creates the domain {name} and a mailbox in production, which are paid for. Type yes to go on: ", "yes");
        }

        // The answers of all calls pass by here.
        var client = target.Client.With(call => call.OnResponse = response => Console.WriteLine($"   {(int)response.StatusCode} {response.StatusCode}"));
        var password = $"Aa1-{RandomNumberGenerator.GetHexString(16)}";

        Step(1, $"Create the domain {name}", "POST /api/domains");
        var created = await client.Domains.CreateAsync(new CreateDomainRequest(name, password, password), cancellationToken);
        var domainCode = created.ResourceCode;
        Say($"resource_code {domainCode}: {created.Message}");

        Step(2, "Read what proves the ownership", $"GET /api/domains/{domainCode}");
        var domain = await client.Domains.GetAsync(domainCode, cancellationToken);
        Say($"status {domain.Status}, possession_a_record {domain.PossessionARecord}");

        await ProveOwnershipAsync(target, client, domain, cancellationToken);

        Step(4, "Wait until the domain is enabled and ok", $"GET /api/domains/{domainCode}, again and again");
        domain = await LiveStatus.ShowAsync(progress => target.Client.Domains.WaitUntilReadyAsync(domainCode, Waiting(target, progress), cancellationToken));
        Say($"status {domain.Status}, status_detail {domain.StatusDetail}");

        Step(5, $"Create the mailbox mario.rossi@{name}", $"POST /api/domains/{domainCode}/email_accounts");
        var request = new CreateEmailAccountRequest("mario.rossi", password, password, "Mario") { Lastname = "Rossi", MaxEmailQuota = MailboxQuota.Size1GB };
        created = await client.EmailAccounts.CreateAsync(domainCode, request, cancellationToken);
        var mailboxCode = created.ResourceCode;
        Say($"resource_code {mailboxCode}: {created.Message}");

        Step(6, "Wait until the mailbox works", $"GET /api/domains/{domainCode}/email_accounts/{mailboxCode}, again and again");
        var mailbox = await LiveStatus.ShowAsync(progress => target.Client.EmailAccounts.WaitUntilReadyAsync(domainCode, mailboxCode, Waiting(target, progress), cancellationToken));
        Say($"status {mailbox.Status}, quota {Quota(mailbox)}");

        Step(7, "Set its quota to 8 GB", $"PUT /api/domains/{domainCode}/email_accounts/{mailboxCode}");
        await client.EmailAccounts.UpdateAsync(domainCode, mailboxCode, new UpdateEmailAccountRequest { MaxEmailQuota = MailboxQuota.Size8GB }, cancellationToken);

        Step(8, "List the mailboxes of the domain", $"GET /api/domains/{domainCode}/email_accounts");

        await foreach (var account in client.EmailAccounts.ListAsync(domainCode, cancellationToken: cancellationToken))
        {
            Say($"{account.Code}  {account.EmailAddress}  {account.Status}  {Quota(account)}");
        }

        Console.WriteLine();
        Console.WriteLine("Done.");
    }

    private static async Task ProveOwnershipAsync(Target target, QboxmailClient client, Domain domain, CancellationToken cancellationToken)
    {
        if (target.IsSandbox)
        {
            try
            {
                Step(3, "Skip the proof, as the sandbox allows", $"PUT /api/domains/{domain.Code}/skip_ownership_check (inferred)");
                await client.Domains.SkipOwnershipAsync(domain.Code, cancellationToken);
                return;
            }
            catch (QboxmailApiException exception)
            {
                Say($"that was a wrong guess of ours: {exception.Message}");
            }
        }

        Console.WriteLine();
        Console.WriteLine($"   To be published in the DNS of {domain.Name}: {domain.PossessionARecord}.{domain.Name} A 185.97.217.16");
        Console.WriteLine("   (the address is the one that public clients use)");

        if (target.IsEmulator)
        {
            Say("the emulator takes it as published");
        }
        else
        {
            Ask("   Publish it, then press Enter: ", expected: null);
        }

        Step(3, "Prove the ownership by DNS", $"PUT /api/domains/{domain.Code}/dns_ownership_check");
        await client.Domains.VerifyDnsOwnershipAsync(domain.Code, cancellationToken);
    }

    // The emulator is quick; a real domain takes minutes, and DNS may take hours.
    private static WaitOptions Waiting(Target target, IProgress<WaitProgress> progress) => target.IsEmulator
        ? new WaitOptions { Timeout = TimeSpan.FromMinutes(1), PollInterval = TimeSpan.FromMilliseconds(500), Progress = progress }
        : new WaitOptions { Timeout = TimeSpan.FromHours(1), Progress = progress };

    private static string Quota(EmailAccount account) => account.MaxEmailQuota is { } bytes ? $"{(double)bytes / MailboxQuota.Size1GB:0.##} GB" : "unknown quota";

    private static void Step(int number, string what, string request)
    {
        Console.WriteLine();
        Console.WriteLine($"{number}. {what}");
        Console.WriteLine($"   {request}");
    }

    private static void Say(string text) => Console.WriteLine($"   {text}");

    private static void Ask(string question, string? expected)
    {
        Console.Write(question);

        if (Console.ReadLine() is not { } answer || (expected is not null && answer.Trim() != expected))
        {
            throw new UsageException("Nothing more was done.");
        }
    }
}
