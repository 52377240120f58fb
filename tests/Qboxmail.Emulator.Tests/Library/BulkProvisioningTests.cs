namespace Qboxmail.Emulator.Tests;

[Parallelizable]
public class BulkProvisioningTests : EmulatorFixture
{
    private static readonly string[] Names = [.. Enumerable.Range(1, 300).Select(number => $"user{number}")];

    private FakeTime _time = null!;
    private string _domainCode = null!;

    private protected override Task<EmulatorHarness> StartAsync() => EmulatorHarness.OnClockAsync(_time = new FakeTime { AutoAdvanceDelays = true });

    [SetUp]
    public async Task CreateDomainAsync() => _domainCode = await Api.CreateActiveDomainAsync();

    [Test]
    public async Task A_bulk_creation_of_300_mailboxes_needs_at_most_310_requests()
    {
        var before = Api.Emulator.Requests.Total;

        var outcomes = await RunAsync();

        Assert.That(outcomes.Select(outcome => outcome.Request.Name), Is.EqualTo(Names));
        Assert.That(outcomes.Select(outcome => outcome.Created), Is.All.True);
        Assert.That(Api.Emulator.Requests.Total - before, Is.InRange(301, 310));
        await CheckAsync(outcomes);
    }

    [Test]
    public async Task A_canceled_bulk_creation_is_resumed_without_duplicates()
    {
        using var source = new CancellationTokenSource();
        var progress = new SynchronousProgress<BulkProgress>(report =>
        {
            if (report.CompletedCount == 100)
            {
                source.Cancel();
            }
        });

        await Assert.ThrowsAsync<OperationCanceledException>(() => RunAsync(progress, client: null, source.Token));
        var outcomes = await RunAsync();

        Assert.That(outcomes.Count(outcome => outcome.Created), Is.InRange(1, 200));
        await CheckAsync(outcomes);
    }

    [Test]
    public async Task A_bulk_creation_whose_process_is_killed_is_resumed_without_duplicates()
    {
        var before = Api.Emulator.Requests.Total;
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // From the 100th creation on, mailboxes are created but responses are held back, so the job cannot end before it is killed.
        void Hold(EmulatorRequest request)
        {
            if (request.Operation == "EmailAccounts_Create" && Api.Emulator.Requests.Count(request.Operation) >= 100 && reached.TrySetResult())
            {
                Api.Emulator.Faults.Add(
                    new EmulatorFault(EmulatorFaultKind.Delay) { Operation = request.Operation, AfterWork = true, Delay = TimeSpan.FromDays(1) });
            }
        }

        _time.AutoAdvanceDelays = false;
        Api.Emulator.Requests.Logged += Hold;

        using (var killed = ProvisioningProgram.Start(Api.Emulator, _domainCode, Names))
        {
            Assert.That(await Task.WhenAny(reached.Task, killed.WaitForExitAsync()), Is.SameAs(reached.Task));
            killed.Kill();
            await killed.WaitForExitAsync();
            Assert.That(await killed.StandardOutput.ReadToEndAsync(), Is.Empty);
        }

        Api.Emulator.Requests.Logged -= Hold;
        Api.Emulator.Faults.Clear();
        var requests = Api.Emulator.Requests.Total - before;
        var existing = await Api.Client.EmailAccounts.ListAsync(_domainCode).ToListAsync();
        Assert.That(existing, Has.Count.InRange(99, 299));

        before = Api.Emulator.Requests.Total;
        using var resumed = ProvisioningProgram.Start(Api.Emulator, _domainCode, Names);
        var output = await resumed.StandardOutput.ReadToEndAsync();
        await resumed.WaitForExitAsync();

        Assert.That(resumed.ExitCode, Is.Zero);
        Assert.That(output.Trim(), Is.EqualTo($"{Names.Length - existing.Count} {existing.Count}"));
        Assert.That(requests + Api.Emulator.Requests.Total - before, Is.InRange(302, 310));
        Assert.That(
            (await Api.Client.EmailAccounts.ListAsync(_domainCode).ToListAsync()).Select(mailbox => mailbox.EmailAddress),
            Is.EquivalentTo(Names.Select(name => $"{name}@example.com")));
    }

    [Test]
    public async Task A_bulk_whose_token_is_revoked_stops_and_is_resumed_with_a_new_token()
    {
        var progress = new SynchronousProgress<BulkProgress>(report =>
        {
            if (report.CompletedCount == 100)
            {
                Api.Emulator.RemoveToken(Api.Emulator.Token);
            }
        });

        var outcomes = await RunAsync(progress);

        // 100 creations, up to 7 that were under way when the token was revoked, and up to 8 that failed at the same time.
        Assert.That(Api.Emulator.Requests.Count("EmailAccounts_Create"), Is.InRange(101, 115));
        Assert.That(outcomes.Count(outcome => outcome.Skipped), Is.InRange(185, 199));
        Assert.That(
            outcomes.Where(outcome => outcome.Skipped).Select(outcome => outcome.Exception!.InnerException as QboxmailApiException),
            Is.All.Property("Reason").EqualTo(QboxmailErrorReason.Unauthorized));

        var client = Api.As(new EmulatorToken("new-token"));
        outcomes = await RunAsync(client: client);

        Assert.That(outcomes.Count(outcome => outcome.Created), Is.InRange(193, 200));
        await CheckAsync(outcomes, client);
    }

    [Test]
    public async Task A_bulk_of_a_customer_without_a_billing_profile_stops()
    {
        var client = Api.As(new EmulatorToken("unbilled-token") { HasBillingProfile = false });

        var outcomes = await RunAsync(client: client);

        Assert.That(Api.Emulator.Requests.Count("EmailAccounts_Create"), Is.InRange(1, 8));
        Assert.That(outcomes.Count(outcome => outcome.Skipped), Is.InRange(292, 299));
        Assert.That(outcomes.Select(outcome => outcome.Exception!.Message), Is.All.Contains("billing profile"));
    }

    [TestCase(EmulatorFaultKind.Drop, true)]
    [TestCase(EmulatorFaultKind.ServerError, true)]
    [TestCase(EmulatorFaultKind.EmptyBody, false)]
    [TestCase(EmulatorFaultKind.RateLimit, false)]
    public async Task Faults_in_creations_lead_to_no_duplicates(EmulatorFaultKind kind, bool afterWork)
    {
        // Not more than the retries of one call, because it may meet them all.
        Api.Emulator.Faults.Add(new EmulatorFault(kind) { AfterWork = afterWork, Operation = "EmailAccounts_Create", Times = 3 });

        var outcomes = await RunAsync();

        Assert.That(outcomes.Select(outcome => outcome.Created), Is.All.True);
        await CheckAsync(outcomes);
    }

    private Task<IReadOnlyList<BulkOutcome<CreateEmailAccountRequest>>> RunAsync(
        IProgress<BulkProgress>? progress = null, QboxmailClient? client = null, CancellationToken cancellationToken = default) =>
        (client ?? Api.Client).EmailAccounts.CreateIfNotExistsAsync(
            _domainCode,
            Names.Select(name => new CreateEmailAccountRequest(name, EmulatorHarness.Password, name) { MaxEmailQuota = MailboxQuota.Size1GB }),
            new BulkOptions { MaxConcurrency = 8, Progress = progress },
            cancellationToken);

    private async Task CheckAsync(IReadOnlyList<BulkOutcome<CreateEmailAccountRequest>> outcomes, QboxmailClient? client = null)
    {
        var mailboxes = await (client ?? Api.Client).EmailAccounts.ListAsync(_domainCode).ToListAsync();

        Assert.That(
            mailboxes.Select(mailbox => (mailbox.EmailAddress, mailbox.Code)),
            Is.EquivalentTo(outcomes.Select(outcome => ($"{outcome.Request.Name}@example.com", outcome.Code))));
    }
}
