using System.Net;

namespace Qboxmail.Tests;

public class FieldErrorTests : ApiTests
{
    [Test]
    public async Task A_rejected_field_is_reported_with_its_description()
    {
        var exception = await Refused("""{"message": "Validation failed", "errors": [{"field": "name", "description": "already exists"}]}""");

        Assert.That(exception.Reason, Is.EqualTo(QboxmailErrorReason.ValidationFailed));
        Assert.That(exception.FieldErrors, Has.Count.EqualTo(1));
        Assert.That(exception.FieldErrors[0].Field, Is.EqualTo("name"));
        Assert.That(exception.FieldErrors[0].Description, Is.EqualTo("already exists"));
        Assert.That(exception.Message, Is.EqualTo("Domains_Create failed: 422 Validation failed (name already exists)."));
    }

    [Test]
    public async Task Each_field_is_reported()
    {
        var exception = await Refused(
            """
            {
              "message": "Validation failed",
              "errors": [
                {"field": "name", "description": "already exists"},
                {"field": "name", "description": "is too long"},
                {"field": "customer_code", "description": "is not valid"}
              ]
            }
            """);

        Assert.That(
            exception.FieldErrors.Select(error => error.ToString()),
            Is.EqualTo(["name already exists", "name is too long", "customer_code is not valid"]));
        Assert.That(
            exception.Message,
            Is.EqualTo("Domains_Create failed: 422 Validation failed (name already exists, name is too long, customer_code is not valid)."));
    }

    // The documentation shows the list. Clients of other APIs expect the other shapes.
    [TestCase("""[{"field": "name", "description": "is bad"}]""", "name is bad")]
    [TestCase("""[{"field": "name", "description": ["is bad", "is long"]}]""", "name is bad")]
    [TestCase("""[{"field": null, "description": "is bad"}]""", "is bad")]
    [TestCase("""[{"field": "name"}]""", "name ")]
    [TestCase("""[{"description": "is bad"}]""", "is bad")]
    [TestCase("""["is bad", "is long"]""", "is bad|is long")]
    [TestCase("""[{"name": "is bad"}, {"code": ["is long"]}]""", "name is bad|code is long")]
    [TestCase("""{"name": ["is bad", "is long"], "code": "is unknown"}""", "name is bad|name is long|code is unknown")]
    [TestCase(""" "is bad" """, "is bad")]
    [TestCase("""[]""", "")]
    [TestCase("""{}""", "")]
    [TestCase("""null""", "")]
    [TestCase("""17""", "")]
    [TestCase("""[17, null, [], {}]""", "")]
    [TestCase("""{"name": null, "code": 17, "other": {"deep": true}}""", "")]
    public async Task Field_errors_are_read_in_many_shapes(string errors, string expected)
    {
        var exception = await Refused($$"""{"message": "Validation failed", "errors": {{errors}}}""");

        Assert.That(string.Join("|", exception.FieldErrors), Is.EqualTo(expected));
        Assert.That(exception.Reason, Is.EqualTo(QboxmailErrorReason.ValidationFailed));
    }

    [TestCase("""{"message": "Validation failed", "errors": [{"field": "name", "descr""", " (application/json, 68 bytes)")]
    [TestCase("""{""", " (application/json, 1 bytes)")]
    [TestCase("""[{"field": "name", "description": "is bad"}]""", "")]
    [TestCase("""<html></html>""", " (application/json, 13 bytes)")]
    public async Task A_malformed_body_has_no_field_errors(string body, string described)
    {
        var exception = await Refused(body);

        Assert.That(exception.FieldErrors, Is.Empty);
        Assert.That(exception.Message, Is.EqualTo($"Domains_Create failed: 422{described}."));
    }

    [Test]
    public async Task A_message_names_the_fields_when_the_API_sends_no_message()
    {
        var exception = await Refused("""{"errors": [{"field": "name", "description": "already exists"}]}""");

        Assert.That(exception.Message, Is.EqualTo("Domains_Create failed: 422 (name already exists)."));
    }

    [Test]
    public async Task Many_field_errors_are_truncated_only_in_the_message()
    {
        var errors = string.Join(",", Enumerable.Range(0, 100).Select(number => $$"""{"field": "field{{number}}", "description": "is bad"}"""));

        var exception = await Refused($$"""{"message": "Validation failed", "errors": [{{errors}}]}""");

        Assert.That(exception.FieldErrors, Has.Count.EqualTo(100));
        Assert.That(exception.Message, Has.Length.LessThan(600).And.EndsWith("...)."));
    }

    [Test]
    public async Task Field_errors_are_read_with_every_status()
    {
        Api.Get("/api/domains/D1", HttpStatusCode.Conflict, """{"message": "Conflict", "errors": [{"field": "name", "description": "is taken"}]}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D1"));

        Assert.That(exception!.FieldErrors[0].ToString(), Is.EqualTo("name is taken"));
        Assert.That(exception.Message, Is.EqualTo("Domains_Get failed: 409 Conflict (name is taken)."));
    }

    private static async Task<QboxmailApiException> Refused(string body)
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Post("/api/domains", HttpStatusCode.UnprocessableEntity, body);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.CreateAsync(new("example.com", "Secret-1")));

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.False);
        api.Verify();
        return exception;
    }
}
