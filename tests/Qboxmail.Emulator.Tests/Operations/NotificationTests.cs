namespace Qboxmail.Emulator.Tests;

public class NotificationTests : EmulatorFixture
{
    private protected override Task<EmulatorHarness> StartAsync() => EmulatorHarness.StartAsync(options => options.AllowInferred = true);

    [Test]
    public async Task Notifications_are_off_by_default()
    {
        var settings = await Api.Client.Users.GetNotificationsAsync();

        Assert.That(
            (settings.DomainCreateCallback, settings.EmailOverquotaCallback, settings.NotificationUrl),
            Is.EqualTo(((bool?)false, (bool?)false, (string?)null)));
    }

    [Test]
    public async Task Notifications_require_a_valid_URL()
    {
        var refused = await RefusalAsync(() => UpdateAsync(new UpdateNotificationsRequest { DomainCreateCallback = true }));
        await UpdateAsync(new UpdateNotificationsRequest { NotificationUrl = "https://hooks.example.com/1" });
        await UpdateAsync(new UpdateNotificationsRequest { DomainCreateCallback = true });

        Assert.That(refused, Is.EqualTo("422, notification_url is required"));
        Assert.That(await RefusalAsync(() => UpdateAsync(new UpdateNotificationsRequest { NotificationUrl = "http://hooks.example.com" })),
            Is.EqualTo("422, notification_url is not valid"));
        Assert.That(await RefusalAsync(() => UpdateAsync(new UpdateNotificationsRequest { NotificationEmail = "nobody" })),
            Is.EqualTo("422, notification_email is not valid"));
    }

    [Test]
    public async Task A_notification_update_keeps_the_omitted_fields()
    {
        await UpdateAsync(new UpdateNotificationsRequest
        {
            NotificationUrl = "https://hooks.example.com/1",
            DomainCreateCallback = true,
            EmailOverquotaCallback = true,
        });

        await UpdateAsync(new UpdateNotificationsRequest { EmailOverquotaCallback = false });

        var settings = await Api.Client.Users.GetNotificationsAsync();
        Assert.That((settings.NotificationUrl, settings.DomainCreateCallback, settings.EmailOverquotaCallback),
            Is.EqualTo(("https://hooks.example.com/1", (bool?)true, (bool?)false)));
    }

    [Test]
    public async Task Notification_settings_belong_to_the_customer_or_manager_of_the_token()
    {
        var manager = Api.As(new EmulatorToken("manager-token") { Role = EmulatorRole.Manager, ManagerCode = "MN00000001" });
        var member = Api.As(new EmulatorToken("member-token") { Role = EmulatorRole.TeamMember });

        await UpdateAsync(new UpdateNotificationsRequest { NotificationEmail = "alerts@example.com" });

        Assert.That((await manager.Users.GetNotificationsAsync()).NotificationEmail, Is.Null);
        Assert.That((await member.Users.GetNotificationsAsync()).NotificationEmail, Is.EqualTo("alerts@example.com"));
    }

    private Task UpdateAsync(UpdateNotificationsRequest request) => Api.Client.Users.UpdateNotificationsAsync(request);
}
