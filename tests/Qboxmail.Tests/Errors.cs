using System.Net;

namespace Qboxmail.Tests;

public class Errors
{
    [Test]
    public async Task A_missing_domain_is_not_found()
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Get("/api/domains/D123456789", HttpStatusCode.NotFound, """{"message": "Not found", "errors": []}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D123456789"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.NotFound));
        Assert.That(exception.Message, Is.EqualTo("Domains_Get failed: 404 Not found. It does not exist, or the token's user may not see it."));
        api.Verify();
    }
}
