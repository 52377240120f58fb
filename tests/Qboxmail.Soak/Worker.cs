namespace Qboxmail.Soak;

/// <summary>
/// A task that creates, reads, changes and deletes in its own domain and Delivery account, so it knows exactly which resources must exist.
/// Names of mailboxes are unique. Labels of tokens are not, so a creation that is sent twice is visible.
/// </summary>
internal sealed class Worker(SoakRun run, string domainCode, long accountId)
{
    private const string Password = "Correct-horse-7";

    private readonly Dictionary<string, SoakOutcome> _mailboxes = [];

    public async Task RunAsync()
    {
        for (var number = 0; run.GoesOn; number++)
        {
            await UseMailboxAsync($"m{number}");
            await UseTokenAsync($"token {number}");
        }
    }

    /// <summary>Compares the resources with those that must exist.</summary>
    public async Task CheckAsync()
    {
        var there = (await run.Client.EmailAccounts.ListAsync(domainCode).ToListAsync())
            .GroupBy(mailbox => mailbox.EmailAddress!.Split('@')[0])
            .ToDictionary(group => group.Key, group => group.Count());

        foreach (var (name, outcome) in _mailboxes)
        {
            Expect($"mailbox {name}", there.GetValueOrDefault(name), outcome);
        }
    }

    private async Task UseMailboxAsync(string name)
    {
        string? code = null;

        _mailboxes[name] = await run.CallAsync(async client =>
        {
            var result = await client.EmailAccounts.CreateIfNotExistsAsync(
                domainCode, new CreateEmailAccountRequest(name, Password, "Mario"));
            code = result.Code;
        });

        if (code is null)
        {
            return;
        }

        await run.CallAsync(client => client.EmailAccounts.GetAsync(domainCode, code));
        await run.CallAsync(client => client.EmailAccounts.UpdateAsync(
            domainCode, code, new UpdateEmailAccountRequest { MaxEmailQuota = MailboxQuota.Size2GB }));
        await run.CallAsync(async client => await client.EmailAccounts.ListAsync(domainCode).ToListAsync());

        _mailboxes[name] = await run.CallAsync(client => client.EmailAccounts.DeleteAsync(domainCode, code)) switch
        {
            SoakOutcome.Done => SoakOutcome.NotDone,
            SoakOutcome.NotDone => SoakOutcome.Done,
            _ => SoakOutcome.Open,
        };
    }

    private async Task UseTokenAsync(string label)
    {
        var outcome = await run.CallAsync(client => client.Delivery.ApiTokens.CreateAsync(accountId, new CreateDeliveryApiTokenRequest(label)));
        IReadOnlyList<DeliveryApiToken> tokens = [];

        await run.CallAsync(async client => tokens = await client.Delivery.ApiTokens.ListAsync(accountId));
        Expect(label, tokens.Count(token => token.Label == label), outcome);

        foreach (var token in tokens)
        {
            await run.CallAsync(client => client.Delivery.ApiTokens.DeleteAsync(accountId, token.Id));
        }
    }

    private void Expect(string what, int count, SoakOutcome outcome)
    {
        if (!(outcome switch { SoakOutcome.Done => count == 1, SoakOutcome.NotDone => count == 0, _ => count <= 1 }))
        {
            run.Report.Find($"{domainCode}: {what} exists {count} times, and its call ended as {outcome}.");
        }
    }
}
