using System.Net;

namespace Qboxmail.Emulator.Tests;

public class RolesGuideTests : GuideFixture
{
    [Test]
    public async Task A_manager_sees_the_assigned_domains()
    {
        var qboxmail = Api.Client;
        var password = Password;
        var domainCode = await Api.CreateActiveDomainAsync();

        // example
        var manager = await qboxmail.Managers.CreateAsync(new CreateManagerRequest("luca@example.net", "Luca", "Verdi", password)
        {
            DomainCodes = [domainCode],
            MaxDomains = 5,
            MaxEmailAccounts = 50,
        });

        await qboxmail.Managers.UpdateAsync(manager.ResourceCode, new UpdateManagerRequest { MaxEmailAccounts = Limit.None });
        // end

        Api.Emulator.AddToken(new EmulatorToken("manager-token") { Role = EmulatorRole.Manager, ManagerCode = manager.ResourceCode });
        await Api.CreateActiveDomainAsync("example.org");
        var managerToken = "manager-token";

        // example
        var asManager = qboxmail.With(call => call.ApiToken = managerToken);

        await foreach (var domain in asManager.Domains.ListAsync())
        {
            Console.WriteLine(domain.Name);
        }
        // end

        Assert.That(Output, Is.EqualTo(["example.com"]));
    }

    [Test]
    public async Task A_team_member_has_permissions()
    {
        var qboxmail = Api.Client;
        var password = Password;

        // example
        var member = await qboxmail.TeamMembers.CreateAsync(new CreateTeamMemberRequest("sara@example.net", "Sara", "Neri", password));

        await qboxmail.TeamMembers.SetStatusAsync(member.ResourceCode, new SetTeamMemberStatusRequest(ActivationStatus.Disabled));
        // end

        Assert.That((await qboxmail.TeamMembers.GetAsync(member.ResourceCode)).Status, Is.EqualTo(TeamMemberStatus.Disabled));
    }

    [Test]
    public async Task A_forbidden_call_differs_from_a_missing_resource()
    {
        var token = new EmulatorToken("member-token") { Role = EmulatorRole.TeamMember };
        token.DeniedOperations.Add("Domains_List");
        var qboxmail = Api.As(token);

        // example
        try
        {
            await qboxmail.Domains.ListPageAsync();
        }
        catch (QboxmailApiException exception) when (exception.StatusCode == HttpStatusCode.Forbidden)
        {
            Console.WriteLine("The user lacks a permission, or the customer a billing profile.");
        }
        catch (QboxmailApiException exception) when (exception.Reason == QboxmailErrorReason.NotFound)
        {
            Console.WriteLine("The resource does not exist, or the user may not see it.");
        }
        // end

        Assert.That(Output, Is.EqualTo(["The user lacks a permission, or the customer a billing profile."]));
    }
}
