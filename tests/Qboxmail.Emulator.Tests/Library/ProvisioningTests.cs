namespace Qboxmail.Emulator.Tests;

/// <summary>A job that creates a domain and mailboxes can run again, whatever the outcome of the last run.</summary>
public class ProvisioningTests : EmulatorFixture
{
    private static readonly string[] Names = ["anna", "mario", "paolo"];

    private protected override Task<EmulatorHarness> StartAsync() => EmulatorHarness.OnClockAsync(new FakeTime { AutoAdvanceDelays = true });

    [Test]
    public async Task A_provisioning_job_that_runs_twice_creates_every_resource_once()
    {
        Assert.That(await RunAsync(), Is.EqualTo(new[] { true, true, true, true }));
        Assert.That(await RunAsync(), Is.EqualTo(new[] { false, false, false, false }));

        await CheckAsync();
    }

    [TestCase(EmulatorFaultKind.Drop, true)]
    [TestCase(EmulatorFaultKind.ServerError, true)]
    [TestCase(EmulatorFaultKind.HtmlPage, true)]
    [TestCase(EmulatorFaultKind.HalfJson, false)]
    [TestCase(EmulatorFaultKind.EmptyBody, false)]
    [TestCase(EmulatorFaultKind.CutBody, false)]
    public async Task A_provisioning_job_continues_when_the_response_to_a_creation_is_lost(EmulatorFaultKind kind, bool afterWork)
    {
        AddFault(kind, afterWork, "Domains_Create", 1);
        AddFault(kind, afterWork, "EmailAccounts_Create", 2);

        Assert.That(await RunAsync(), Is.EqualTo(new[] { true, true, true, true }));
        Assert.That((Api.Emulator.Requests.Count("Domains_Create"), Api.Emulator.Requests.Count("EmailAccounts_Create")), Is.EqualTo((1, 3)));
        await CheckAsync();
    }

    [Test]
    public async Task A_provisioning_job_that_failed_is_completed_by_the_next_run()
    {
        AddFault(EmulatorFaultKind.Drop, afterWork: false, "EmailAccounts_Create", 1);

        var failure = await Assert.ThrowsAsync<QboxmailTransportException>(() => RunAsync());

        Assert.That(failure!.RequestMayHaveBeenProcessed, Is.True);
        Assert.That(await RunAsync(), Is.EqualTo(new[] { false, true, true, true }));
        await CheckAsync();
    }

    [Test]
    public async Task CreateIfNotExistsAsync_does_not_change_an_existing_mailbox()
    {
        await RunAsync();
        var domainCode = (await Api.Client.Domains.ListAsync().FirstAsync()).Code;

        var result = await Api.Client.EmailAccounts.CreateIfNotExistsAsync(
            domainCode,
            new CreateEmailAccountRequest("anna", "Another-password-8", "Anna") { MaxEmailQuota = MailboxQuota.Size25GB });

        Assert.That((result.Created, result.Resource.MaxEmailQuota), Is.EqualTo((false, MailboxQuota.Size1GB)));
        Assert.That(Api.Emulator.Requests.Count("EmailAccounts_Update"), Is.Zero);
    }

    [Test]
    public async Task A_wait_for_a_domain_without_proof_says_how_to_prove_it()
    {
        var time = new FakeTime { AutoAdvanceDelays = true };
        await using var api = await EmulatorHarness.StartAsync(
            options =>
            {
                options.TimeProvider = time;
                options.AllowInferred = true;
                options.AssumesProofPublished = false;
            },
            options => options.TimeProvider = time);
        var code = (await api.Client.Domains.CreateAsync(new CreateDomainRequest("example.com", Password))).ResourceCode;
        await api.Client.Domains.VerifyDnsOwnershipAsync(code);

        var exception = await Assert.ThrowsAsync<QboxmailWaitTimeoutException>(() => api.Client.Domains.WaitUntilReadyAsync(code));

        var expected = (await api.Client.Domains.VerifyDnsOwnershipNowAsync(code)).ExpectedRecord!;
        Assert.That(exception!.Message, Does.EndWith(
            $"Publish the A record {expected.Name} with the address that VerifyDnsOwnershipNowAsync returns, then call VerifyDnsOwnershipAsync."));

        api.Emulator.PublishDnsRecord(expected.Name!, expected.Value!);
        await api.Client.Domains.VerifyDnsOwnershipAsync(code);
        Assert.That((await api.Client.Domains.WaitUntilReadyAsync(code)).Status, Is.EqualTo(DomainStatus.Enabled));
    }

    private void AddFault(EmulatorFaultKind kind, bool afterWork, string operation, int times) =>
        Api.Emulator.Faults.Add(new EmulatorFault(kind) { AfterWork = afterWork, Operation = operation, Times = times });

    /// <summary>Runs the job. Returns for each resource whether it was created.</summary>
    private async Task<IReadOnlyList<bool>> RunAsync()
    {
        var domain = await Api.Client.Domains.CreateIfNotExistsAsync(new CreateDomainRequest("example.com", Password));
        await Api.Client.Domains.VerifyDnsOwnershipAsync(domain.Code);
        await Api.Client.Domains.WaitUntilReadyAsync(domain.Code);
        var created = new List<bool> { domain.Created };

        foreach (var name in Names)
        {
            var request = new CreateEmailAccountRequest(name, Password, name) { MaxEmailQuota = MailboxQuota.Size1GB };
            created.Add((await Api.Client.EmailAccounts.CreateIfNotExistsAsync(domain.Code, request)).Created);
        }

        return created;
    }

    private async Task CheckAsync()
    {
        var domains = await Api.Client.Domains.ListAsync().ToListAsync();
        var mailboxes = await Api.Client.EmailAccounts.ListAsync(domains.Single().Code).ToListAsync();

        Assert.That(mailboxes.Select(mailbox => mailbox.EmailAddress), Is.EquivalentTo(Names.Select(name => $"{name}@example.com")));
    }
}
