namespace Qboxmail.Emulator.Tests;

public class BulkProvisioningTests : EmulatorFixture
{
    private static readonly string[] Names = [.. Enumerable.Range(1, 300).Select(number => $"user{number}")];

    private string _domainCode = null!;

    private protected override Task<EmulatorHarness> StartAsync() => EmulatorHarness.OnClockAsync(new FakeTime { AutoAdvanceDelays = true });

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

        await Assert.ThrowsAsync<OperationCanceledException>(() => RunAsync(progress, source.Token));
        var outcomes = await RunAsync();

        Assert.That(outcomes.Count(outcome => outcome.Created), Is.InRange(1, 200));
        await CheckAsync(outcomes);
    }

    [TestCase(EmulatorFaultKind.Drop, true)]
    [TestCase(EmulatorFaultKind.ServerError, true)]
    [TestCase(EmulatorFaultKind.EmptyBody, false)]
    [TestCase(EmulatorFaultKind.RateLimit, false)]
    public async Task Faults_in_creations_lead_to_no_duplicates(EmulatorFaultKind kind, bool afterWork)
    {
        Api.Emulator.Faults.Add(new EmulatorFault(kind) { AfterWork = afterWork, Operation = "EmailAccounts_Create", Times = 5 });

        var outcomes = await RunAsync();

        Assert.That(outcomes.Select(outcome => outcome.Created), Is.All.True);
        await CheckAsync(outcomes);
    }

    private Task<IReadOnlyList<BulkOutcome<CreateEmailAccountRequest>>> RunAsync(
        IProgress<BulkProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Api.Client.EmailAccounts.CreateIfNotExistsAsync(
            _domainCode,
            Names.Select(name => new CreateEmailAccountRequest(name, EmulatorHarness.Password, name) { MaxEmailQuota = MailboxQuota.Size1GB }),
            new BulkOptions { MaxConcurrency = 8, Progress = progress },
            cancellationToken);

    private async Task CheckAsync(IReadOnlyList<BulkOutcome<CreateEmailAccountRequest>> outcomes)
    {
        var mailboxes = await Api.Client.EmailAccounts.ListAsync(_domainCode).ToListAsync();

        Assert.That(
            mailboxes.Select(mailbox => (mailbox.EmailAddress, mailbox.Code)),
            Is.EquivalentTo(outcomes.Select(outcome => ($"{outcome.Request.Name}@example.com", outcome.Code))));
    }
}
