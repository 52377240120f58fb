// This program follows the workflow in the documentation of the provider. It creates a domain, proves its ownership, creates a mailbox, sets its
// quota, and lists the mailboxes. Use it as a starting point. Without the emulator, it needs only the Qboxmail package.
using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Qboxmail;
using Qboxmail.Emulator;
using Qboxmail.Models;

if (args is not ([] or [_]) || args is [['-', ..]])
{
    Console.WriteLine("Usage: dotnet run --project src/Qboxmail.Quickstart -- [DOMAIN]");
    Console.WriteLine("The program runs against an in-process emulator, or against the sandbox if QBOXMAIL_SANDBOX_TOKEN is set.");
    return args is ["--help" or "-h" or "-?"] ? 0 : 1;
}

using var cancellation = new CancellationTokenSource();
var cancellationToken = cancellation.Token;

Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    cancellation.Cancel();
};

try
{
    var sandboxToken = Environment.GetEnvironmentVariable("QBOXMAIL_SANDBOX_TOKEN");
    var sandboxAddress = Environment.GetEnvironmentVariable("QBOXMAIL_BASE_URL"); // Needed only if a proxy is in front of the sandbox.
    await using var emulator = string.IsNullOrEmpty(sandboxToken) ? await QboxmailEmulator.StartAsync(cancellationToken: cancellationToken) : null;

    using var qboxmail = new QboxmailClient(new QboxmailClientOptions
    {
        ApiToken = emulator?.Token ?? sandboxToken,
        BaseAddress = emulator?.Address ?? (string.IsNullOrEmpty(sandboxAddress) ? QboxmailHosts.Sandbox : new Uri(sandboxAddress)),
        ApplicationId = "Qboxmail-Quickstart",
    });

    Console.WriteLine(emulator is null
        ? $"Running against the sandbox ({qboxmail.BaseAddress})."
        : $"Running against an in-process emulator ({qboxmail.BaseAddress}). Set QBOXMAIL_SANDBOX_TOKEN to use the sandbox.");

    var name = args is [var domainName] ? domainName : $"quickstart-{RandomNumberGenerator.GetInt32(10_000, 100_000)}.example.com";
    var password = $"Aa1-{RandomNumberGenerator.GetHexString(16)}";

    Step(1, $"Create the domain {name}");
    var created = await qboxmail.Domains.CreateAsync(new CreateDomainRequest(name, password), cancellationToken);
    var domainCode = created.ResourceCode;
    Show($"{domainCode}: {created.Message}");

    Step(2, "Prove its ownership");
    var domain = await qboxmail.Domains.GetAsync(domainCode, cancellationToken);
    await ProveOwnershipAsync(qboxmail, domain, isSandbox: emulator is null, cancellationToken);

    Step(3, "Wait until the domain is ready");
    await WaitAsync(options => qboxmail.Domains.WaitUntilReadyAsync(domainCode, options, cancellationToken));

    Step(4, $"Create the mailbox mario.rossi@{name}");
    var request = new CreateEmailAccountRequest("mario.rossi", password, "Mario") { MaxEmailQuota = MailboxQuota.Size1GB };
    created = await qboxmail.EmailAccounts.CreateAsync(domainCode, request, cancellationToken);
    var mailboxCode = created.ResourceCode;
    Show($"{mailboxCode}: {created.Message}");

    Step(5, "Wait until the mailbox is ready");
    var mailbox = await WaitAsync(options => qboxmail.EmailAccounts.WaitUntilReadyAsync(domainCode, mailboxCode, options, cancellationToken));
    Show($"{mailbox.EmailAddress}  {mailbox.Status}  {Gigabytes(mailbox)}");

    Step(6, "Set its quota to 8 GB");
    var update = new UpdateEmailAccountRequest { MaxEmailQuota = MailboxQuota.Size8GB };
    await qboxmail.EmailAccounts.UpdateAsync(domainCode, mailboxCode, update, cancellationToken);

    Step(7, "List the mailboxes of the domain");

    await foreach (var account in qboxmail.EmailAccounts.ListAsync(domainCode, cancellationToken: cancellationToken))
    {
        Show($"{account.EmailAddress}  {account.Status}  {Gigabytes(account)}");
    }

    return 0;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Canceled. Resources that were already created remain.");
    return 130;
}
catch (Exception exception) when (exception is QboxmailException or OptionsValidationException or UriFormatException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

static async Task ProveOwnershipAsync(QboxmailClient qboxmail, Domain domain, bool isSandbox, CancellationToken cancellationToken)
{
    Show($"DNS record to publish: {domain.PossessionARecord}.{domain.Name} A 185.97.217.16 (the address that other clients use)");

    if (isSandbox)
    {
        try
        {
#pragma warning disable QBOX001 // The path of this operation is inferred. If it is wrong, the DNS record proves the ownership.
            await qboxmail.Domains.SkipOwnershipAsync(domain.Code, cancellationToken);
#pragma warning restore QBOX001
            Show("The sandbox skipped the ownership check.");
            return;
        }
        catch (QboxmailApiException exception)
        {
            Show($"The sandbox did not skip the ownership check: {exception.Message} Publish the record, then press Enter.");
            Console.ReadLine();
        }
    }

    await qboxmail.Domains.VerifyDnsOwnershipAsync(domain.Code, cancellationToken);
}

// A domain becomes ready within minutes, or within hours if DNS changes are slow. The emulator needs a second.
static async Task<T> WaitAsync<T>(Func<WaitOptions, Task<T>> wait)
{
    using var display = new WaitDisplay();
    return await wait(new WaitOptions { Timeout = TimeSpan.FromHours(1), PollInterval = TimeSpan.FromSeconds(1), Progress = display });
}

static string Gigabytes(EmailAccount mailbox) => $"{mailbox.MaxEmailQuota / (double)MailboxQuota.Size1GB:0.##} GB";

static void Step(int number, string title) => Console.WriteLine($"\n{number}. {title}");

static void Show(string text) => Console.WriteLine($"   {text}");

/// <summary>Prints each status on its own line and, on a terminal, the elapsed time.</summary>
internal sealed class WaitDisplay : IProgress<WaitProgress>, IDisposable
{
    private readonly Lock _lock = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Timer? _timer;

    public WaitDisplay() => _timer = Console.IsOutputRedirected ? null : new Timer(_ => Write("...\r"), null, 250, 250);

    public void Report(WaitProgress value) => Write($"{value}\n");

    public void Dispose() => _timer?.Dispose();

    private void Write(string text)
    {
        lock (_lock)
        {
            Console.Write($"   {_watch.Elapsed.TotalSeconds,5:0.0} s  {text}");
        }
    }
}
