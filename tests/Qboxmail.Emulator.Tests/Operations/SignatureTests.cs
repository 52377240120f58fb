namespace Qboxmail.Emulator.Tests;

public class SignatureTests : EmulatorFixture
{
    private string _mailbox = null!;

    private protected override Task<EmulatorHarness> StartAsync() => EmulatorHarness.StartAsync(options => options.AllowInferred = true);

    [SetUp]
    public async Task Fill()
    {
        _mailbox = (await Api.CreateMailboxAsync(await Api.CreateActiveDomainAsync())).ResourceCode;
    }

    [Test]
    public async Task A_signature_is_for_the_address_of_its_mailbox_by_default()
    {
        var code = (await Api.Client.Signatures.CreateAsync(_mailbox, new CreateSignatureRequest("Mario"))).ResourceCode;

        var signature = await Api.Client.Signatures.GetAsync(_mailbox, code);

        Assert.That(signature.Identity, Is.EqualTo("mario.rossi@example.com"));
        Assert.That((signature.Body, signature.DefaultSignature, signature.OnlyNewMessages), Is.EqualTo(("Mario", (bool?)false, (bool?)false)));
    }

    [Test]
    public async Task A_signature_identity_is_unique_in_a_mailbox()
    {
        await Api.Client.Signatures.CreateAsync(_mailbox, new CreateSignatureRequest("Mario"));
        await Api.Client.Signatures.CreateAsync(_mailbox, new CreateSignatureRequest("Desk") { Identity = "info@example.com" });

        Assert.That(
            await RefusalAsync(
                () => Api.Client.Signatures.CreateAsync(_mailbox, new CreateSignatureRequest("Other") { Identity = "info@example.com" })),
            Is.EqualTo("422, identity already exists"));
        Assert.That((await Api.Client.Signatures.ListAsync(_mailbox)).Select(signature => signature.Body), Is.EqualTo(["Mario", "Desk"]));
    }

    [Test]
    public async Task A_signature_update_keeps_the_omitted_fields()
    {
        await Api.Client.Signatures.CreateAsync(_mailbox, new CreateSignatureRequest("Mario") { Title = "Company", DefaultSignature = true });

        await Api.Client.Signatures.UpdateAsync(_mailbox, new UpdateSignatureRequest("Mario Rossi") { SenderInBcc = true });

        var signature = await Api.Client.Signatures.GetAsync(_mailbox, "mario.rossi@example.com");
        Assert.That(
            (signature.Body, signature.Title, signature.DefaultSignature, signature.SenderInBcc),
            Is.EqualTo(("Mario Rossi", "Company", (bool?)true, (bool?)true)));
    }

    [Test]
    public async Task A_deleted_signature_is_no_longer_found()
    {
        await Api.Client.Signatures.CreateAsync(_mailbox, new CreateSignatureRequest("Mario"));

        await Api.Client.Signatures.DeleteAsync(_mailbox, "mario.rossi@example.com");

        Assert.That(await Api.Client.Signatures.ListAsync(_mailbox), Is.Empty);
        Assert.That(await RefusalAsync(() => Api.Client.Signatures.UpdateAsync(_mailbox, new UpdateSignatureRequest("Mario"))),
            Is.EqualTo("404"));
    }

    [Test]
    public async Task A_signature_identity_may_contain_any_characters()
    {
        const string identity = "sales/100%41 é@example.com";

        await Api.Client.Signatures.CreateAsync(_mailbox, new CreateSignatureRequest("Sales") { Identity = identity });

        Assert.That((await Api.Client.Signatures.GetAsync(_mailbox, identity)).Identity, Is.EqualTo(identity));
    }

    [Test]
    public async Task A_postmaster_has_signatures()
    {
        var postmaster = (await Api.Client.Domains.ListPostmastersPageAsync()).Items[0].Code;

        await Api.Client.Signatures.CreateAsync(postmaster, new CreateSignatureRequest("The administrator"));

        Assert.That((await Api.Client.Signatures.ListAsync(postmaster))[0].Identity, Is.EqualTo("postmaster@example.com"));
    }
}
