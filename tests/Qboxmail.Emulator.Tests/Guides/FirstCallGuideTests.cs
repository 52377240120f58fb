namespace Qboxmail.Emulator.Tests;

public class FirstCallGuideTests : GuideFixture
{
    [Test]
    public async Task Domains_are_listed_with_the_token_of_the_environment()
    {
        await Api.CreateActiveDomainAsync();

        // example
        using var qboxmail = QboxmailClient.FromEnvironment();

        await foreach (var domain in qboxmail.Domains.ListAsync())
        {
            Console.WriteLine($"{domain.Name}: {domain.Status}");
        }
        // end

        Assert.That(Output, Is.EqualTo(["example.com: enabled"]));
    }

    [Test]
    public async Task A_wrong_token_is_reported()
    {
        using var qboxmail = Api.Client.With(call => call.ApiToken = "wrong-token");

        // example
        try
        {
            await qboxmail.Domains.ListPageAsync(pageSize: 1);
            Console.WriteLine("The token works.");
        }
        catch (QboxmailApiException exception) when (exception.Reason == QboxmailErrorReason.Unauthorized)
        {
            Console.WriteLine("The token is wrong, or belongs to another host.");
        }
        // end

        Assert.That(Output, Is.EqualTo(["The token is wrong, or belongs to another host."]));
    }
}
