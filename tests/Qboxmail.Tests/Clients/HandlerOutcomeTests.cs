using System.Net;

namespace Qboxmail.Tests;

/// <summary>Handlers of the application that replace the outcome of a request.</summary>
public class HandlerOutcomeTests
{
    private const string Error = """{"message": "Out of order"}""";

    [TestCase(500)]
    [TestCase(422)]
    [TestCase(401)]
    public async Task An_error_that_a_handler_turns_into_an_exception_is_reported_as_the_error(int status)
    {
        using var server = new StubHandler(_ => FakeApi.Response((HttpStatusCode)status, Error));
        using var handler = new Acting(server, async (request, send) => (await send(request)).EnsureSuccessStatusCode());
        using var client = Client(handler);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => CreateAsync(client));

        Assert.That((int)exception!.StatusCode, Is.EqualTo(status));
        Assert.That(exception.RequestMayHaveBeenProcessed, Is.EqualTo(status == 500));
        Assert.That(exception.Message, Does.Contain("Out of order").And.Not.Contain("resend"));
        Assert.That(server.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_read_that_is_rejected_is_not_retried_when_a_handler_throws_for_it()
    {
        using var server = new StubHandler(_ => FakeApi.Response(HttpStatusCode.UnprocessableEntity, Error));
        using var handler = new Acting(server, async (request, send) => (await send(request)).EnsureSuccessStatusCode());
        using var client = Client(handler);

        await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        Assert.That(server.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task An_error_of_a_handler_does_not_hide_that_a_creation_may_have_been_processed(
        [Values("500", "lost", "200")] string first, [Values(401, 404, 422)] int replacement)
    {
        using var server = new StubHandler(_ => FailureModes.Create(first));
        using var handler = new Acting(server, async (request, send) =>
        {
            try
            {
                using var response = await send(request);
            }
            catch (HttpRequestException)
            {
            }

            return FakeApi.Response((HttpStatusCode)replacement, Error);
        });
        using var client = Client(handler);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => CreateAsync(client));

        Assert.That((int)exception!.StatusCode, Is.EqualTo(replacement));
        Assert.That(exception.RequestMayHaveBeenProcessed, Is.True);
    }

    [TestCase("422")]
    [TestCase("429")]
    [TestCase("not connected")]
    public async Task An_error_of_a_handler_after_a_creation_that_was_not_processed_leaves_it_so(string first)
    {
        using var server = new StubHandler(_ => FailureModes.Create(first));
        using var handler = new Acting(server, async (request, send) =>
        {
            try
            {
                using var response = await send(request);
            }
            catch (HttpRequestException)
            {
            }

            return FakeApi.Response(HttpStatusCode.Unauthorized, Error);
        });
        using var client = Client(handler);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => CreateAsync(client));

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.False);
    }

    private static QboxmailClient Client(HttpMessageHandler handler) =>
        new(new() { ApiToken = FakeApi.Token, TimeProvider = new FakeTime { AutoAdvanceDelays = true } }, handler);

    private static Task<CreatedResource> CreateAsync(QboxmailClient client) => client.Domains.CreateAsync(new("example.com", "Secret-1"));
}
