using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

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
        using var server = new StubHandler(_ => FakeApi.Response((HttpStatusCode)status, Error, ("Retry-After", "3600")));
        using var handler = new Acting(server, async (request, send) => (await send(request)).EnsureSuccessStatusCode());
        using var client = Client(handler);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => CreateAsync(client));

        Assert.That(((int)exception!.StatusCode, exception.RetryAfter), Is.EqualTo((status, TimeSpan.FromHours(1))));
        Assert.That(exception.RequestMayHaveBeenProcessed, Is.EqualTo(status == 500));
        Assert.That(exception.Message, Does.Contain("Out of order").And.Not.Contain("resend"));
        Assert.That(server.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_response_that_a_handler_invents_after_it_was_refused_a_second_send_is_dropped()
    {
        using var invented = new BodyStream("""{"resource_code": "D1"}""");
        using var server = new StubHandler(_ => FakeApi.Response(HttpStatusCode.InternalServerError, Error));
        using var handler = new Acting(server, async (request, send) =>
        {
            await send(request);
            var refusal = await Assert.CatchAsync<InvalidOperationException>(() => send(request));
            Assert.That(refusal!.Message, Does.StartWith("A custom DelegatingHandler tried to resend the request."));
            return FakeApi.Response(HttpStatusCode.Created, new StreamContent(invented));
        });
        using var client = Client(handler);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => CreateAsync(client));

        Assert.That(exception!.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(exception.Message, Does.Contain("A custom DelegatingHandler tried to resend the request"));
        Assert.That(invented.IsDisposed, Is.True);
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

    [Test]
    public async Task A_creation_in_flight_may_be_processed_when_a_handler_responds_in_its_place()
    {
        var late = new TaskCompletionSource<HttpResponseMessage>();
        using var server = new StubHandler((_, _) => late.Task);
        using var handler = new Acting(server, async (request, send) =>
        {
            await Task.WhenAny(send(request), Task.CompletedTask);
            return FakeApi.Response(HttpStatusCode.Unauthorized, Error);
        });
        using var client = Client(handler);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => CreateAsync(client));

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.True);
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

    [Test]
    public async Task A_refused_connection_that_a_handler_wraps_is_retried_even_for_a_creation()
    {
        using var server = new StubHandler(_ => FailureModes.Create("not connected"));
        using var handler = Wrapping(server);
        using var client = Client(handler);

        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(() => CreateAsync(client));

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.False);
        Assert.That(exception.Message, Is.EqualTo("Domains_Create failed: the API could not be reached (4 attempts). Refused."));
        Assert.That(server.Count, Is.EqualTo(4));
    }

    [Test]
    public async Task A_permanent_failure_that_a_handler_wraps_is_not_retried()
    {
        using var server = new StubHandler(_ => throw new HttpRequestException("Untrusted.", new AuthenticationException("Untrusted root.")));
        using var handler = Wrapping(server);
        using var client = Client(handler);

        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(() => client.Domains.GetAsync("D1"));

        Assert.That(exception!.Message, Does.Contain("Untrusted."));
        Assert.That(server.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_connection_failure_that_a_handler_invents_after_a_send_does_not_repeat_a_creation()
    {
        using var server = new StubHandler(_ => new(HttpStatusCode.Created));
        using var handler = new Acting(server, async (request, send) =>
        {
            using var response = await send(request);
            throw new HttpRequestException(HttpRequestError.ConnectionError, "Down.", new SocketException((int)SocketError.ConnectionRefused));
        });
        using var client = Client(handler);

        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(() => CreateAsync(client));

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.True);
        Assert.That(server.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_creation_whose_success_a_handler_drops_may_have_been_processed()
    {
        using var server = new StubHandler(_ => FakeApi.Response(HttpStatusCode.Created, """{"resource_code": "D1"}"""));
        using var handler = new Acting(server, async (request, send) =>
        {
            using var first = await send(request);
            return await send(request);
        });
        using var client = Client(handler);

        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(() => CreateAsync(client));

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.True);
        Assert.That(
            exception.Message,
            Is.EqualTo(
                "Domains_Create failed: the connection was lost." +
                " A custom DelegatingHandler did not return the successful response that it received. Make the handler return it." +
                " A custom DelegatingHandler tried to resend the request. Remove its retries, because the client already retries safe requests." +
                " The request may have been processed; check the resource before retrying."));
        Assert.That(server.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_creation_that_a_handler_gives_up_in_flight_may_have_been_processed()
    {
        using var server = StubHandler.Silent();
        using var handler = new Acting(server, (request, send) =>
        {
            _ = send(request);
            _ = send(request);
            throw new TimeoutException("Too slow.");
        });
        using var client = Client(handler);

        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(() => CreateAsync(client));

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.True);
        Assert.That(
            exception.Message, Does.Contain("A custom DelegatingHandler stopped waiting for the response. Remove the timeout from the handler."));
        Assert.That(server.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_timeout_of_a_handler_keeps_its_message()
    {
        using var server = new StubHandler(async (_, cancellationToken) =>
        {
            await Task.Yield();
            throw new OperationCanceledException(cancellationToken);
        });
        using var handler = new Acting(server, async (request, send) =>
        {
            try
            {
                return await send(request);
            }
            catch (OperationCanceledException exception)
            {
                throw new TimeoutException("The policy ended the request.", exception);
            }
        });
        using var client = Client(handler);

        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(() => CreateAsync(client));

        Assert.That(exception!.Message, Does.Contain("The policy ended the request."));
        Assert.That(exception.RequestMayHaveBeenProcessed, Is.True);
    }

    [Test]
    public async Task A_handler_that_returns_no_response_is_named([Values] bool returnsTask)
    {
        var count = 0;
        using var handler = new Returning(() =>
        {
            count++;
            return returnsTask ? Task.FromResult<HttpResponseMessage>(null!) : null!;
        });
        using var client = Client(handler);

        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(() => client.Domains.GetAsync("D1"));

        Assert.That(exception!.Message, Does.Contain("The inner handler returned null. Make it return a response for each request."));
        Assert.That(count, Is.EqualTo(1));
    }

    private static Acting Wrapping(HttpMessageHandler inner) => new(inner, async (request, send) =>
    {
        try
        {
            return await send(request);
        }
        catch (HttpRequestException exception)
        {
            throw new AggregateException("Wrapped.", exception);
        }
    });

    private static QboxmailClient Client(HttpMessageHandler handler) =>
        new(new() { ApiToken = FakeApi.Token, TimeProvider = new FakeTime { AutoAdvanceDelays = true } }, handler);

    private static Task<CreatedResource> CreateAsync(QboxmailClient client) => client.Domains.CreateAsync(new("example.com", "Secret-1"));

    private sealed class Returning(Func<Task<HttpResponseMessage>> send) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => send();
    }
}
