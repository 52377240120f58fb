using System.Net;

namespace Qboxmail.Tests;

/// <summary>Codes and ids become segments of a path, and must not turn it into another path.</summary>
public class PathValueTests : ApiTests
{
    [TestCase("")]
    [TestCase(" ")]
    [TestCase("\t\r\n")]
    [TestCase("\u00a0")]
    [TestCase(".")]
    [TestCase("..")]
    [TestCase("%2e%2e")]
    [TestCase(".%2E")]
    [TestCase("%2e")]
    [TestCase("%252e%252E")]
    public void A_path_value_that_would_change_the_address_is_rejected(string value)
    {
        var exception = Assert.Throws<ArgumentException>(() => _ = Client.Domains.DeleteAsync(value));

        Assert.That(exception!.ParamName, Is.EqualTo("domainCode"));
        Assert.That(exception.Message, Does.StartWith($"'{value}' cannot be used as a URL path segment. Pass a code or ID that the API returned."));
        Api.Verify();
    }

    [Test]
    public void A_null_path_value_throws_ArgumentNullException()
    {
        var exception = Assert.Throws<ArgumentNullException>(() => _ = Client.Domains.DeleteAsync(null!));

        Assert.That(exception!.ParamName, Is.EqualTo("domainCode"));
    }

    [Test]
    public void Every_path_value_is_validated()
    {
        Assert.That(
            () => _ = Client.EmailAccounts.GetAsync("D1", ".."),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("emailAccountCode"));
        Assert.That(
            () => _ = Client.EmailAccounts.GetAsync("..", "E1"),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("domainCode"));
        Assert.That(() => _ = Client.EmailAccounts.ListAsync(""), Throws.ArgumentException);
        Assert.That(() => _ = Client.EmailAccounts.ListPageAsync(""), Throws.ArgumentException);
    }

    [TestCase("D123456789", "D123456789")]
    [TestCase("a/b", "a%2Fb")]
    [TestCase("../D2", "..%2FD2")]
    [TestCase("a\\b", "a%5Cb")]
    [TestCase("a b", "a%20b")]
    [TestCase("a?b=c", "a%3Fb%3Dc")]
    [TestCase("a#b", "a%23b")]
    [TestCase("a%b", "a%25b")]
    [TestCase("%2F", "%252F")]
    [TestCase("é", "%C3%A9")]
    [TestCase("😀", "%F0%9F%98%80")]
    [TestCase("info@example.com", "info%40example.com")]
    [TestCase("a+b;c,d:e", "a%2Bb%3Bc%2Cd%3Ae")]
    [TestCase("...", "...")]
    [TestCase(".a", ".a")]
    [TestCase(" .. ", "%20..%20")]
    [TestCase("{email_account_code}", "%7Bemail_account_code%7D")]
    [TestCase("a\r\nb", "a%0D%0Ab")]
    public async Task Path_values_are_escaped(string value, string expected)
    {
        Api.Get($"/api/domains/{expected}/email_accounts/E1", """{"resources": [{"code": "E1"}]}""");

        await Client.EmailAccounts.GetAsync(value, "E1");

        Assert.That(Api.Requests[0].Message.RequestUri!.AbsoluteUri, Is.EqualTo($"https://api.example.com/api/domains/{expected}/email_accounts/E1"));
        Api.Verify();
    }

    [Test]
    public void An_unpaired_surrogate_in_a_path_or_query_is_rejected()
    {
        Assert.That(() => _ = Client.Domains.GetAsync("a\ud83d"), Throws.ArgumentException);
        Assert.That(() => _ = Client.Domains.GetAsync("\ude00\ud83d"), Throws.ArgumentException);
        Assert.That(() => _ = Client.Domains.ListPageAsync(new() { Query = "a\ude00" }), Throws.ArgumentException);
        Api.Verify();
    }

    [Test]
    public async Task Path_values_stay_below_the_path_of_BaseAddress()
    {
        using var client = Api.CreateClient(options => options.BaseAddress = new("https://api.example.com/prefix"));
        Api.Delete("/prefix/api/domains/..%2F..%2Fother", HttpStatusCode.NoContent);

        await client.Domains.DeleteAsync("../../other");

        Api.Verify();
    }

    [Test]
    public async Task Numbers_in_paths_are_formatted_with_the_invariant_culture()
    {
        Api.Get("/api/delivery/accounts/-1234567", """{"resources": [{"id": 1}]}""");
        var culture = Thread.CurrentThread.CurrentCulture;

        try
        {
            Thread.CurrentThread.CurrentCulture = new("fa-IR") { NumberFormat = { NegativeSign = "~" } };
            await Client.Delivery.Accounts.GetAsync(-1234567);
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = culture;
        }

        Api.Verify();
    }

    [TestCase(null, typeof(ArgumentNullException))]
    [TestCase("", typeof(ArgumentException))]
    [TestCase(" ", typeof(ArgumentException))]
    public void A_required_filter_must_not_be_null_or_empty(string? email, Type type)
    {
        Assert.That(
            () => _ = Client.Delivery.SuppressionLists.DeleteAsync(email!),
            Throws.TypeOf(type).With.Property("ParamName").EqualTo("email"));
        Api.Verify();
    }

    [Test]
    public async Task A_required_filter_is_escaped()
    {
        Api.Expect(
            ApiRoute.Method("SuppressionLists_Delete"),
            $"{ApiRoute.Path("SuppressionLists_Delete")}?email=a%2Bb%26c%40example.com",
            HttpStatusCode.NoContent);

        await Client.Delivery.SuppressionLists.DeleteAsync("a+b&c@example.com");

        Api.Verify();
    }
}
