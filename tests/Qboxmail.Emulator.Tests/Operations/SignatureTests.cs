namespace Qboxmail.Emulator.Tests;

public class SignatureTests
{
    private EmulatorHarness _api = null!;
    private string _mailbox = null!;

    [SetUp]
    public async Task Start()
    {
        _api = await EmulatorHarness.StartAsync(options => options.AllowInferred = true);
        _mailbox = (await _api.CreateMailboxAsync(await _api.CreateActiveDomainAsync())).ResourceCode;
    }

    [TearDown]
    public async Task Stop() => await _api.DisposeAsync();

    [Test]
    public async Task Are_for_the_address_of_the_mailbox_unless_told_otherwise()
    {
        var code = (await _api.Client.Signatures.CreateAsync(_mailbox, new CreateSignatureRequest("Mario"))).ResourceCode;

        var signature = await _api.Client.Signatures.GetAsync(_mailbox, code);

        Assert.That(signature.Identity, Is.EqualTo("mario.rossi@example.com"));
        Assert.That((signature.Body, signature.DefaultSignature, signature.OnlyNewMessages), Is.EqualTo(("Mario", (bool?)false, (bool?)false)));
    }

    [Test]
    public async Task Exist_once_for_each_identity()
    {
        await _api.Client.Signatures.CreateAsync(_mailbox, new CreateSignatureRequest("Mario"));
        await _api.Client.Signatures.CreateAsync(_mailbox, new CreateSignatureRequest("Desk") { Identity = "info@example.com" });

        Assert.That(
            await EmulatorHarness.RefusalAsync(
                () => _api.Client.Signatures.CreateAsync(_mailbox, new CreateSignatureRequest("Other") { Identity = "info@example.com" })),
            Is.EqualTo("422, identity already exists"));
        Assert.That((await _api.Client.Signatures.ListAsync(_mailbox)).Select(signature => signature.Body), Is.EqualTo(["Mario", "Desk"]));
    }

    [Test]
    public async Task Keep_what_a_change_leaves_out()
    {
        await _api.Client.Signatures.CreateAsync(_mailbox, new CreateSignatureRequest("Mario") { Title = "Company", DefaultSignature = true });

        await _api.Client.Signatures.UpdateAsync(_mailbox, new UpdateSignatureRequest("Mario Rossi") { SenderInBcc = true });

        var signature = await _api.Client.Signatures.GetAsync(_mailbox, "mario.rossi@example.com");
        Assert.That(
            (signature.Body, signature.Title, signature.DefaultSignature, signature.SenderInBcc),
            Is.EqualTo(("Mario Rossi", "Company", (bool?)true, (bool?)true)));
    }

    [Test]
    public async Task Are_gone_when_they_are_deleted()
    {
        await _api.Client.Signatures.CreateAsync(_mailbox, new CreateSignatureRequest("Mario"));

        await _api.Client.Signatures.DeleteAsync(_mailbox, "mario.rossi@example.com");

        Assert.That(await _api.Client.Signatures.ListAsync(_mailbox), Is.Empty);
        Assert.That(await EmulatorHarness.RefusalAsync(() => _api.Client.Signatures.UpdateAsync(_mailbox, new UpdateSignatureRequest("Mario"))),
            Is.EqualTo("404"));
    }

    [Test]
    public async Task May_be_for_an_identity_with_any_letters()
    {
        const string identity = "sales/100%41 é@example.com";

        await _api.Client.Signatures.CreateAsync(_mailbox, new CreateSignatureRequest("Sales") { Identity = identity });

        Assert.That((await _api.Client.Signatures.GetAsync(_mailbox, identity)).Identity, Is.EqualTo(identity));
    }

    [Test]
    public async Task Belong_to_postmasters_too()
    {
        var postmaster = (await _api.Client.Domains.ListPostmastersPageAsync()).Items[0].Code;

        await _api.Client.Signatures.CreateAsync(postmaster, new CreateSignatureRequest("The administrator"));

        Assert.That((await _api.Client.Signatures.ListAsync(postmaster))[0].Identity, Is.EqualTo("postmaster@example.com"));
    }
}
