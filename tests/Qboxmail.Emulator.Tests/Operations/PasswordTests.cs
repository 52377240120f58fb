namespace Qboxmail.Emulator.Tests;

public class PasswordTests
{
    private static IEnumerable<string> Reading =>
        PopulatedEmulator.Operations.Where(operation => operation.Method == HttpMethod.Get).Select(operation => operation.Id);

    [Test]
    public async Task Passwords_are_returned_by_no_read_operation()
    {
        await using var scene = await PopulatedEmulator.CreateAsync();

        foreach (var id in Reading)
        {
            var text = await (await scene.SendAsync(PopulatedEmulator.Find(id))).Content.ReadAsStringAsync();

            Assert.That(text, Does.Not.Contain(EmulatorHarness.Password), id);
        }
    }

    [TestCase("short-1")]
    [TestCase("only-characters")]
    [TestCase("123456789")]
    public async Task A_password_needs_eight_characters_including_a_letter_and_a_digit(string password)
    {
        await using var api = await EmulatorHarness.StartAsync(options => options.AllowInferred = true);
        var domain = await api.CreateActiveDomainAsync();
        var mailbox = (await api.CreateMailboxAsync(domain)).ResourceCode;

        Assert.That(
            await EmulatorHarness.RefusalAsync(() => api.Client.Domains.CreateAsync(new CreateDomainRequest("example.org", password))),
            Is.EqualTo("422, postmaster_password is not valid"));
        Assert.That(
            await EmulatorHarness.RefusalAsync(() => api.Client.EmailAccounts.UpdateAsync(
                domain, mailbox, new UpdateEmailAccountRequest { Password = password, PasswordConfirmation = password })),
            Is.EqualTo("422, password is not valid"));
        Assert.That(await EmulatorHarness.RefusalAsync(
            () => api.Client.Managers.CreateAsync(new CreateManagerRequest("anna@example.com", "Anna", "Bianchi", password))),
            Is.EqualTo("422, password is not valid"));
        Assert.That(
            await EmulatorHarness.RefusalAsync(
                () => api.Client.TeamMembers.CreateAsync(new CreateTeamMemberRequest("luca@example.com", "Luca", "Verdi", password))),
            Is.EqualTo("422, password is not valid"));
    }

    [Test]
    public async Task A_password_must_match_its_confirmation()
    {
        await using var api = await EmulatorHarness.StartAsync();

        Assert.That(
            await EmulatorHarness.RefusalAsync(() => api.Client.Managers.CreateAsync(
                new CreateManagerRequest("anna@example.com", "Anna", "Bianchi", EmulatorHarness.Password)
                {
                    PasswordConfirmation = "Correct-horse-8",
                })),
            Is.EqualTo("422, password_confirmation does not match password"));
    }
}
