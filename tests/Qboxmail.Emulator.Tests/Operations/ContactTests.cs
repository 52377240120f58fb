namespace Qboxmail.Emulator.Tests;

public class ContactTests : EmulatorFixture
{
    private string _mailbox = null!;
    private string _book = null!;

    private protected override Task<EmulatorHarness> StartAsync() => EmulatorHarness.StartAsync(options => options.AllowInferred = true);

    [SetUp]
    public async Task Fill()
    {
        _mailbox = (await Api.CreateMailboxAsync(await Api.CreateActiveDomainAsync())).ResourceCode;
        _book = (await Api.Client.AddressBooks.CreateAsync(_mailbox, new CreateAddressBookRequest("Friends"))).ResourceCode;
    }

    [Test]
    public async Task Contact_details_return_their_types_as_lists_except_for_URLs()
    {
        var uid = await CreateAsync(new CreateContactRequest
        {
            Emails =
            [
                new ContactEmailInput { Value = "giulia@example.org", Type = ContactDetailType.Work },
                new ContactEmailInput { Value = "giulia@example.net" },
            ],
            PhoneNumbers = [new ContactPhoneNumberInput { Value = "+39055000000", Type = ContactPhoneNumberType.WorkFax }],
            Addresses = [new ContactAddressInput { City = "Firenze" }],
            Urls = [new ContactUrlInput { Value = "https://www.example.org" }],
        });

        var contact = await Api.Client.Contacts.GetAsync(_mailbox, _book, uid);

        Assert.That(contact.Emails!.Select(email => email.Type![0].Value), Is.EqualTo(["work", "home"]));
        Assert.That(contact.PhoneNumbers![0].Type![0], Is.EqualTo(ContactPhoneNumberType.WorkFax));
        Assert.That(contact.Addresses![0].Type![0], Is.EqualTo(ContactDetailType.Home));
        Assert.That(contact.Urls![0].Type, Is.EqualTo(ContactDetailType.Home));
    }

    [Test]
    public async Task A_contact_list_returns_only_the_names()
    {
        await CreateAsync(new CreateContactRequest { GivenName = "Giulia", Surname = "Neri", Notes = "Calls on Mondays." });

        var row = (await Api.Client.Contacts.ListAsync(_mailbox, _book))[0];

        Assert.That((row.GivenName, row.Surname, row.Type), Is.EqualTo(("Giulia", "Neri", "contact")));
        Assert.That(row.AdditionalProperties, Is.Empty);
    }

    [Test]
    public async Task A_contact_update_keeps_the_omitted_fields()
    {
        var uid = await CreateAsync(new CreateContactRequest { GivenName = "Giulia", Title = "Buyer" });

        await Api.Client.Contacts.UpdateAsync(_mailbox, _book, uid, new UpdateContactRequest { Title = "Head of sales" });

        var contact = await Api.Client.Contacts.GetAsync(_mailbox, _book, uid);
        Assert.That((contact.GivenName, contact.Title), Is.EqualTo(("Giulia", "Head of sales")));
    }

    [Test]
    public async Task A_deleted_contact_is_no_longer_found()
    {
        var uid = await CreateAsync(new CreateContactRequest { GivenName = "Giulia" });

        await Api.Client.Contacts.DeleteAsync(_mailbox, _book, uid);

        Assert.That(await Api.Client.Contacts.ListAsync(_mailbox, _book), Is.Empty);
        Assert.That(await RefusalAsync(() => Api.Client.Contacts.GetAsync(_mailbox, _book, uid)), Is.EqualTo("404"));
    }

    [Test]
    public async Task Address_book_names_are_unique()
    {
        Assert.That(
            await RefusalAsync(() => Api.Client.AddressBooks.CreateAsync(_mailbox, new CreateAddressBookRequest("Friends"))),
            Is.EqualTo("422, name already exists"));
    }

    [Test]
    public async Task Deleting_an_address_book_deletes_its_contacts()
    {
        await CreateAsync(new CreateContactRequest { GivenName = "Giulia" });

        await Api.Client.AddressBooks.DeleteAsync(_mailbox, _book);

        Assert.That(await Api.Client.AddressBooks.ListAsync(_mailbox), Is.Empty);
        Assert.That(await RefusalAsync(() => Api.Client.Contacts.ListAsync(_mailbox, _book)), Is.EqualTo("404"));
    }

    private async Task<string> CreateAsync(CreateContactRequest contact) =>
        (await Api.Client.Contacts.CreateAsync(_mailbox, _book, contact)).ResourceCode;
}
