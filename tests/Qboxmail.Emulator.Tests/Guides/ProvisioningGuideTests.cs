namespace Qboxmail.Emulator.Tests;

public class ProvisioningGuideTests : GuideFixture
{
    [Test]
    public async Task Mailboxes_are_created_from_a_file()
    {
        var qboxmail = Api.Client;
        var password = Password;
        await Api.CreateActiveDomainAsync();

        // example
        var domain = await qboxmail.Domains.CreateIfNotExistsAsync(new CreateDomainRequest("example.com", password));
        await qboxmail.Domains.WaitUntilReadyAsync(domain.Code);
        // end

        var file = Path.GetTempFileName();
        await File.WriteAllLinesAsync(file, ["mario.rossi;Mario;Rossi;Correct-horse-7", "anna.bianchi;Anna;Bianchi;Correct-horse-8"]);

        // example
        var requests = File.ReadLines(file).Select(line => line.Split(';')).Select(
            fields => new CreateEmailAccountRequest(fields[0], fields[3], fields[1])
            {
                LastName = fields[2],
                MaxEmailQuota = MailboxQuota.Size8GB,
            });

        var outcomes = await qboxmail.EmailAccounts.CreateIfNotExistsAsync(domain.Code, requests);

        foreach (var outcome in outcomes.Where(outcome => outcome.Exception is not null))
        {
            Console.WriteLine($"{outcome.Request.Name}: {outcome.Exception!.Message}");
        }
        // end

        // example
        var codes = outcomes.Select(outcome => outcome.Code).OfType<string>();
        var result = await qboxmail.EmailAccounts.WaitUntilAllReadyAsync(domain.Code, codes);

        foreach (var mailbox in result.Failed.Concat(result.Pending))
        {
            Console.WriteLine($"{mailbox.Code}: {mailbox.Status} {mailbox.StatusDetail}");
        }

        result.EnsureAllReady();
        // end

        File.Delete(file);
        Assert.That(result.Ready, Has.Count.EqualTo(2));
    }
}
