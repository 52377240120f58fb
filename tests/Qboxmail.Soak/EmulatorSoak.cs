using System.Globalization;
using Qboxmail.Emulator;

namespace Qboxmail.Soak;

/// <summary>Sends many requests to one emulator, and compares its memory after a tenth of them with that at the end.</summary>
internal sealed class EmulatorSoak : IAsyncDisposable
{
    private const int Segments = 10;
    private const int Senders = 4;
    private const double MaxGrowth = 1.3;
    private const string Password = "Correct-horse-7";

    // Nothing listens there, so each webhook fails at once.
    private static readonly Uri Nowhere = new("http://127.0.0.1:1/");

    private readonly QboxmailEmulator _emulator;
    private readonly QboxmailClient _client;
    private int _rounds;

    private EmulatorSoak(QboxmailEmulator emulator)
    {
        _emulator = emulator;
        _client = new QboxmailClient(new QboxmailClientOptions
        {
            ApiToken = emulator.Token,
            BaseAddress = emulator.Address,
            MaxRetries = 0,
            Timeout = TimeSpan.FromMinutes(5),
        });
    }

    /// <returns>True if the memory is bounded.</returns>
    public static async Task<bool> RunAsync(int requests)
    {
        var options = new QboxmailEmulatorOptions();
        options.Delays.SetAll(TimeSpan.Zero);
        await using var soak = new EmulatorSoak(await QboxmailEmulator.StartAsync(options));
        await soak.SubscribeAsync();
        var heaps = new List<long>();

        for (var segment = 1; segment <= Segments; segment++)
        {
            var target = (int)((long)requests * segment / Segments);
            await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(() => soak.SendUntilAsync(target))));
            heaps.Add(await soak.MeasureAsync());
        }

        var growth = (double)heaps[^1] / heaps[0];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory at the end / after a tenth: {growth:0.00}, at most {MaxGrowth:0.00}"));
        return growth <= MaxGrowth;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
    }

    private Task SubscribeAsync() => _client.Users.UpdateNotificationsAsync(new UpdateNotificationsRequest
    {
        NotificationUrl = Nowhere.AbsoluteUri,
        DomainCreateCallback = true,
        EmailOverquotaCallback = true,
    });

    private async Task SendUntilAsync(int requests)
    {
        while (_emulator.Requests.Total < requests)
        {
            await UseDomainAsync($"soak-{Interlocked.Increment(ref _rounds)}.example");
        }
    }

    /// <summary>Leaves all traces that requests can leave: log, emails, webhooks, changed lists and work in months. Removes the rest.</summary>
    private async Task UseDomainAsync(string name)
    {
        var domain = (await _client.Domains.CreateAsync(new CreateDomainRequest(name, Password))).ResourceCode;
        await _client.Domains.SendOwnershipEmailAsync(domain, new SendOwnershipEmailRequest($"admin@{name}"));
        await _client.Domains.VerifyDnsOwnershipAsync(domain);
        var mailbox = (await _client.EmailAccounts.CreateAsync(domain, new CreateEmailAccountRequest("mario", Password, "Mario"))).ResourceCode;
        _emulator.FillMailbox($"mario@{name}", long.MaxValue / 100);

        _emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.RowsVanish) { Operation = "EmailAccounts_List", Times = 1 });
        await _client.EmailAccounts.ListPageAsync(domain);
        _emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.ServerError) { Operation = "Signatures_List", Times = 1 });
        await AcceptErrorAsync(() => _client.Signatures.ListAsync(mailbox));
        await AcceptErrorAsync(() => _client.EmailAccounts.CreateAsync(domain, new CreateEmailAccountRequest("not valid", Password, "Mario")));

        var account = (await _client.Delivery.Accounts.CreateAsync(
            new CreateDeliveryAccountRequest(name, DeliveryAccountType.Transactional))).Id;
        await _client.Delivery.Accounts.DeleteAsync(account, new DeliveryAccountsDeleteQuery { DeleteAfterBilling = true });
        await _client.Delivery.Accounts.DeleteAsync(account);
        await _client.EmailAccounts.DeleteAsync(domain, mailbox);
        await _client.Domains.DeleteAsync(domain);
    }

    private static async Task AcceptErrorAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (QboxmailApiException)
        {
            // Some requests are wrong on purpose, or meet a fault.
        }
    }

    private async Task<long> MeasureAsync()
    {
        await _emulator.WaitForWebhooksAsync();
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{_emulator.Requests.Total,9} requests: managed memory {heap / 1e6:0.0} MB, process {Environment.WorkingSet / 1e6:0} MB; kept: "
            + $"{_emulator.Requests.Find().Count} log entries, {_emulator.Mails.Count} emails, {_emulator.Webhooks.Count} webhooks, "
            + $"{_emulator.Faults.Pending.Count} faults"));
        return heap;
    }
}
