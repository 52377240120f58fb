using Qboxmail.Fuzz;

namespace Qboxmail.Tests;

/// <summary>Answers without measure. What is read of them is bounded, and so is what is kept.</summary>
public class GiantResponseTests
{
    private const int MaxResponseSize = 256 * 1024;

    private static IEnumerable<TestCaseData> All => Giants.All.Select(giant => new TestCaseData(giant.Name, giant.Status).SetArgDisplayNames(giant.Name));

    [TestCaseSource(nameof(All))]
    public async Task Each_is_an_exception_before_more_than_the_limit_was_read(string name, int status)
    {
        var (response, body) = Giants.Answer(name);
        using var server = new StubHandler(_ => response);
        using var client = new QboxmailClient(new() { ApiToken = Marks.Token, MaxRetries = 0, MaxResponseSize = MaxResponseSize }, server);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        Assert.That((int)exception!.StatusCode, Is.EqualTo(status));
        Assert.That(exception.Reason == QboxmailErrorReason.Unexpected, Is.EqualTo(status is 200 or 400));
        Assert.That(exception.ToString(), Does.Not.Contain("SENTMARK"));
        Assert.That(body.Given, Is.LessThanOrEqualTo(MaxResponseSize + (16 * 1024)));
    }

    [Test]
    public async Task An_error_is_not_read_to_the_limit_of_a_success()
    {
        var (response, body) = Giants.Answer("an endless error");
        using var server = new StubHandler(_ => response);
        using var client = new QboxmailClient(new() { ApiToken = Marks.Token, MaxRetries = 0 }, server);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        Assert.That(exception!.ResponseBody, Has.Length.EqualTo(16 * 1024));
        Assert.That(body.Given, Is.LessThanOrEqualTo((1024 + 16) * 1024));
    }

    [Test]
    public async Task Of_errors_about_more_fields_than_any_request_has_the_first_thousand_are_kept()
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Get("/api/domains/D1", System.Net.HttpStatusCode.UnprocessableEntity, $$"""{"errors": [{{string.Join(",", Enumerable.Repeat("\"x\"", 5000))}}]}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        Assert.That(exception!.FieldErrors, Has.Count.EqualTo(1000));
    }
}
