using System.Net;

namespace Qboxmail.Tests;

public class CreatedResourceTests : ApiTests
{
    private static readonly CreateDomainRequest Domain = new("example.com", "Secret-1");

    [TestCase(HttpStatusCode.OK)]
    [TestCase(HttpStatusCode.Created)]
    public async Task The_code_of_a_created_resource_is_read_from_the_body(HttpStatusCode status)
    {
        Api.Expect(
            HttpMethod.Post, "/api/domains", status, """{"message": "Created", "resource_code": "D1"}""", ("Location", "/api/domains/D2"));

        var created = await Client.Domains.CreateAsync(Domain);

        Assert.That(created.ResourceCode, Is.EqualTo("D1"));
        Assert.That(created.Message, Is.EqualTo("Created"));
        Api.Verify();
    }

    [Test]
    public async Task A_numeric_resource_code_is_returned_as_a_string()
    {
        Api.Post("/api/domains", HttpStatusCode.Created, """{"resource_code": 17}""");

        var created = await Client.Domains.CreateAsync(Domain);

        Assert.That(created.ResourceCode, Is.EqualTo("17"));
    }

    [TestCase("https://api.example.com/api/domains/D1")]
    [TestCase("https://other.example.com/domains/D1")]
    [TestCase("/api/domains/D1")]
    [TestCase("/api/domains/D1/")]
    [TestCase("/api/domains/D1?lang=en")]
    [TestCase("D1")]
    public async Task A_resource_code_missing_from_the_body_is_taken_from_the_Location_header(string location)
    {
        Api.Expect(HttpMethod.Post, "/api/domains", HttpStatusCode.Created, """{"message": "Created"}""", ("Location", location));

        var created = await Client.Domains.CreateAsync(Domain);

        Assert.That(created.ResourceCode, Is.EqualTo("D1"));
        Assert.That(created.Message, Is.EqualTo("Created"));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("""{"message": "Created", "resource_code": null}""")]
    [TestCase("""{"message": "Created", "resource_code": ""}""")]
    [TestCase("""{"resource_code": {"code": "D2"}}""")]
    [TestCase("""null""")]
    [TestCase("""[]""")]
    public async Task The_Location_header_supplies_the_resource_code_for_any_unusable_body(string? body)
    {
        Api.Expect(HttpMethod.Post, "/api/domains", HttpStatusCode.Created, body, ("Location", "/api/domains/D1"));

        var created = await Client.Domains.CreateAsync(Domain);

        Assert.That(created.ResourceCode, Is.EqualTo("D1"));
    }

    [Test]
    public async Task An_escaped_resource_code_in_the_Location_header_is_unescaped()
    {
        Api.Expect(HttpMethod.Post, "/api/domains", HttpStatusCode.Created, null, ("Location", "/api/domains/a%C3%A0%20c"));

        var created = await Client.Domains.CreateAsync(Domain);

        Assert.That(created.ResourceCode, Is.EqualTo("aà c"));
    }

    [TestCase(null)]
    [TestCase("""{"message": "Created"}""")]
    [TestCase("""{"resource_code": "", "message": "Created"}""")]
    public async Task A_creation_whose_response_contains_no_code_may_have_been_processed(string? body)
    {
        Api.Post("/api/domains", HttpStatusCode.Created, body);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.CreateAsync(Domain));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.Unexpected));
        Assert.That(exception.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        Assert.That(exception.RequestMayHaveBeenProcessed, Is.True);
        Assert.That(
            exception.Message,
            Is.EqualTo(
                "Domains_Create returned 201, but the response does not contain a valid code of the new resource." +
                " The request may have been processed; check the resource before retrying."));
        Api.Verify();
    }

    [TestCase("""{"resource_code": " "}""", null)]
    [TestCase("""{"resource_code": "."}""", null)]
    [TestCase("""{"resource_code": ".."}""", null)]
    [TestCase("""{"resource_code": " D1"}""", null)]
    [TestCase("""{"resource_code": "a/b"}""", null)]
    [TestCase("""{"resource_code": "/D1"}""", null)]
    [TestCase("""{"resource_code": "a\\b"}""", null)]
    [TestCase("""{"resource_code": "D1\n"}""", null)]
    [TestCase("""{"resource_code": "%2e%2e"}""", null)]
    [TestCase("""{"resource_code": "%252E."}""", null)]
    [TestCase("""{"resource_code": 0}""", null)]
    [TestCase("""{"resource_code": false}""", null)]
    [TestCase("""{"resource_code": true}""", null)]
    [TestCase("""{"resource_code": "null"}""", null)]
    [TestCase("""{"resource_code": "undefined"}""", null)]
    [TestCase("""{"resource_code": "nil"}""", null)]
    [TestCase("""{"resource_code": "NaN"}""", null)]
    [TestCase("""{"resource_code": "TRUE"}""", null)]
    [TestCase("""{"resource_code": "None"}""", null)]
    [TestCase("""{"resource_code": "False"}""", null)]
    [TestCase("""{"resource_code": "[object Object]"}""", null)]
    [TestCase("""{"resource_code": "{domain_code}"}""", null)]
    [TestCase(null, "/api/domains/null")]
    [TestCase("""{"resource_code": "D\u202E1"}""", null)]
    [TestCase("""{"resource_code": "\u200B"}""", null)]
    [TestCase("""{"resource_code": "\uD800"}""", null)]
    [TestCase(null, "/api/domains/%252e%252e")]
    [TestCase(null, "mailto:D1")]
    [TestCase(null, "urn:x:D1")]
    [TestCase(null, "https:D1")]
    [TestCase(null, "/api/domains/:D1")]
    [TestCase(null, "https://host?next=/D9")]
    [TestCase(null, "https://host#/D9")]
    [TestCase(null, "/api/Domains/")]
    [TestCase(null, "/api/domains/%2e%2e")]
    [TestCase(null, "/api/domains/%20")]
    [TestCase(null, "/api/domains/a%2Fb")]
    [TestCase(null, "https://host")]
    [TestCase(null, "https://host/")]
    [TestCase(null, "//host")]
    [TestCase(null, "/api/domains")]
    [TestCase(null, "/")]
    public async Task A_resource_code_that_is_invalid_in_a_path_is_an_unexpected_response(string? body, string? location)
    {
        Api.Expect(HttpMethod.Post, "/api/domains", HttpStatusCode.Created, body, location is null ? [] : [("Location", location)]);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.CreateAsync(Domain));

        Assert.That((exception!.Reason, exception.RequestMayHaveBeenProcessed), Is.EqualTo((QboxmailErrorReason.Unexpected, true)));
    }
}
