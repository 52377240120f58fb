using System.Net;

namespace Qboxmail.Tests;

public class ApiExceptionTests : ApiTests
{
    [Test]
    public async Task A_missing_domain_is_reported_as_NotFound()
    {
        Api.Get("/api/domains/D123456789", HttpStatusCode.NotFound, """{"message": "Not found", "errors": []}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D123456789"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.NotFound));
        Assert.That(exception.Message, Is.EqualTo(
            "Domains_Get failed: 404 Not found. The resource does not exist, or the user of the token has no access to it."));
        Api.Verify();
    }

    [Test]
    public async Task A_401_response_is_reported_as_Unauthorized()
    {
        Api.Get("/api/domains/D1", HttpStatusCode.Unauthorized, """{"message": "Unauthorized", "errors": []}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.Unauthorized));
        Assert.That(exception.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(
            exception.Message,
            Is.EqualTo(
                "Domains_Get failed: 401 Unauthorized. The token is invalid or disabled, or belongs to another host:" +
                " production and sandbox have separate tokens. Check the token and BaseAddress."));
        Api.Verify();
    }

    [Test]
    public async Task A_forbidden_write_was_not_processed()
    {
        Api.Post("/api/domains", HttpStatusCode.Forbidden, """{"message": "Forbidden", "errors": []}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.CreateAsync(new("example.com", "Secret-1")));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.Forbidden));
        Assert.That(exception.RequestMayHaveBeenProcessed, Is.False);
        Assert.That(
            exception.Message,
            Is.EqualTo(
                "Domains_Create failed: 403 Forbidden. The user of the token may lack the required permission." +
                " A billable operation also requires a billing profile."));
    }

    [TestCase("A billing profile is needed")]
    [TestCase("Please complete your BILLING PROFILE")]
    [TestCase("No first order yet")]
    [TestCase("Profilo di fatturazione mancante")]
    [TestCase("Effettua il primo ordine")]
    public async Task A_403_whose_message_mentions_a_billing_profile_has_its_own_reason(string message)
    {
        Api.Post("/api/domains", HttpStatusCode.Forbidden, $$"""{"message": "{{message}}", "errors": []}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.CreateAsync(new("example.com", "Secret-1")));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.BillingProfileRequired));
        Assert.That(
            exception.Message,
            Is.EqualTo(
                $"Domains_Create failed: 403 {message}. In production, this operation requires a billing profile. To create one, place a first" +
                " order in the control panel."));
    }

    [TestCase(HttpStatusCode.Unauthorized)]
    [TestCase(HttpStatusCode.NotFound)]
    [TestCase(HttpStatusCode.UnprocessableEntity)]
    public async Task Only_a_403_has_the_reason_of_a_billing_profile(HttpStatusCode status)
    {
        Api.Get("/api/domains/D1", status, """{"message": "Not found: billing profile"}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D1"));

        Assert.That(exception!.Reason, Is.Not.EqualTo(QboxmailErrorReason.BillingProfileRequired));
    }

    [TestCase(HttpStatusCode.BadRequest)]
    [TestCase(HttpStatusCode.PaymentRequired)]
    [TestCase(HttpStatusCode.MethodNotAllowed)]
    [TestCase(HttpStatusCode.Conflict)]
    [TestCase((HttpStatusCode)418)]
    public async Task An_undocumented_status_code_is_reported_as_Unexpected(HttpStatusCode status)
    {
        Api.Put("/api/domains/D1", status, """{"message": "No"}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.UpdateAsync("D1", new()));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.Unexpected));
        Assert.That(exception.StatusCode, Is.EqualTo(status));
        Assert.That(exception.RequestMayHaveBeenProcessed, Is.False);
        Assert.That(exception.Message, Is.EqualTo($"Domains_Update failed: {(int)status} No."));
        Api.Verify();
    }

    [TestCase(HttpStatusCode.MultipleChoices)]
    [TestCase(HttpStatusCode.MovedPermanently)]
    [TestCase(HttpStatusCode.Found)]
    [TestCase(HttpStatusCode.TemporaryRedirect)]
    [TestCase(HttpStatusCode.PermanentRedirect)]
    public async Task A_redirect_response_is_not_followed(HttpStatusCode status)
    {
        Api.Expect(HttpMethod.Get, "/api/domains/D1", status, null, ("Location", "https://other.example.com/api/domains/D1"));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.Unexpected));
        Assert.That(
            exception.Message,
            Is.EqualTo(
                $"Domains_Get failed: {(int)status}. The client does not follow redirects, because it must not send the token to another address." +
                " Check BaseAddress."));
        Api.Verify();
    }

    [Test]
    public async Task A_304_is_not_reported_as_a_redirect()
    {
        var conditional = Client.With(options => options.Headers["If-None-Match"] = "\"1\"");
        Api.Get("/api/domains/D1", HttpStatusCode.NotModified);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => conditional.Domains.GetAsync("D1"));

        Assert.That(exception!.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
        Assert.That(exception.Message, Is.EqualTo("Domains_Get failed: 304."));
        Api.Verify();
    }

    [Test]
    public async Task A_429_contains_the_requested_delay()
    {
        using var client = Api.CreateClient(options => options.MaxRetries = 0);
        Api.Expect(HttpMethod.Get, "/api/domains/D1", HttpStatusCode.TooManyRequests, """{"message": "Too many requests"}""", ("Retry-After", "90"));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.RateLimited));
        Assert.That(exception.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(90)));
        Assert.That(
            exception.Message, Is.EqualTo("Domains_Get failed: 429 Too many requests. Retry after 90 s, as requested by the Retry-After header."));
    }

    [Test]
    public async Task A_429_without_Retry_After_contains_no_delay()
    {
        using var client = Api.CreateClient(options => options.MaxRetries = 0);
        Api.Get("/api/domains/D1", HttpStatusCode.TooManyRequests);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        Assert.That(exception!.RetryAfter, Is.Null);
        Assert.That(exception.Message, Is.EqualTo("Domains_Get failed: 429."));
    }

    [TestCase(HttpStatusCode.InternalServerError)]
    [TestCase(HttpStatusCode.BadGateway)]
    [TestCase(HttpStatusCode.ServiceUnavailable)]
    [TestCase(HttpStatusCode.GatewayTimeout)]
    [TestCase((HttpStatusCode)599)]
    public async Task A_server_error_contains_the_number_of_attempts(HttpStatusCode status)
    {
        using var client = Api.CreateClient(options => options.MaxRetries = 1);
        Api.Time.AutoAdvanceDelays = true;
        Api.Get("/api/domains/D1", status, """{"message": "Out of order"}""");
        Api.Get("/api/domains/D1", status, """{"message": "Out of order"}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.ServerError));
        Assert.That(exception.Message, Is.EqualTo($"Domains_Get failed: {(int)status} Out of order. All 2 attempts failed."));
        Api.Verify();
    }

    [Test]
    public async Task A_server_error_after_one_attempt_contains_no_number()
    {
        Api.Get("/api/domains/D1", HttpStatusCode.NotImplemented, """{"message": "Not implemented"}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.ServerError));
        Assert.That(exception.Message, Is.EqualTo("Domains_Get failed: 501 Not implemented."));
    }

    [TestCase("It does not work. ")]
    [TestCase("It does not work!")]
    [TestCase("Does it work?")]
    public async Task An_error_message_that_ends_a_sentence_gets_no_second_full_stop(string message)
    {
        Api.Get("/api/domains/D1", HttpStatusCode.BadRequest, $$"""{"message": "{{message}}"}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D1"));

        Assert.That(exception!.Message, Is.EqualTo($"Domains_Get failed: 400 {message.Trim()}"));
    }

    [Test]
    public async Task An_error_message_stays_on_one_line()
    {
        Api.Get("/api/domains/D1", HttpStatusCode.BadRequest, """{"message": "a\r\nb\tc\u0000d\u001b[31m"}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D1"));

        Assert.That(exception!.Message, Is.EqualTo("Domains_Get failed: 400 a  b c d [31m."));
    }

    [TestCase(500, ".")]
    [TestCase(501, "...")]
    public async Task An_error_message_above_500_characters_is_truncated(int length, string end)
    {
        Api.Get("/api/domains/D1", HttpStatusCode.BadRequest, $$"""{"message": "{{new string('x', length)}}"}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D1"));

        Assert.That(exception!.Message, Is.EqualTo($"Domains_Get failed: 400 {new string('x', 500)}{end}"));
    }

    [Test]
    public async Task The_message_of_the_API_may_be_in_the_field_error()
    {
        Api.Get("/api/domains/D1", HttpStatusCode.BadRequest, """{"error": "missing_payload"}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D1"));

        Assert.That(exception!.Message, Is.EqualTo("Domains_Get failed: 400 missing_payload."));
    }

    [Test]
    public async Task A_transport_exception_contains_its_cause_unchanged()
    {
        var cause = new HttpRequestException("Lost.");
        Api.Fail(HttpMethod.Post, "/api/domains", cause);

        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(() => Client.Domains.CreateAsync(new("example.com", "Secret-1")));

        Assert.That(exception!.InnerException, Is.SameAs(cause));
    }

    [Test]
    public async Task A_transport_exception_reports_that_the_connection_was_lost_in_the_response()
    {
        using var client = Api.CreateClient(options => options.MaxRetries = 0);
        Api.Expect(HttpMethod.Get, "/api/domains/D1", _ => FailureModes.Create("lost in the body"));

        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(() => client.Domains.GetAsync("D1"));

        Assert.That(exception!.Message, Does.EndWith(" The connection was lost while reading the response."));
    }

    [Test]
    public async Task An_error_response_is_disposed()
    {
        using var body = new BodyStream("""{"message": "Not found"}""");
        Api.Expect(HttpMethod.Get, "/api/domains/D1", _ => FakeApi.Response(HttpStatusCode.NotFound, new StreamContent(body)));

        await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D1"));

        Assert.That(body.IsDisposed, Is.True);
    }
}
