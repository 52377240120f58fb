using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Qboxmail.Tests;

public class MalformedJsonTests : ApiTests
{
    private const string Good =
        """{"resources": [{"code": "D1", "name": "ex\u00e4mple", "is_healthy": true"""
        + """, "allow_nets": ["192.0.2.1", 5], "default_quota": -1.5}]}""";

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("<html><body>502 Bad Gateway</body></html>")]
    [TestCase("Internal Server Error")]
    [TestCase("{")]
    [TestCase("[")]
    [TestCase("}")]
    [TestCase("]")]
    [TestCase(")")]
    [TestCase(",")]
    [TestCase("\"")]
    [TestCase("{]")]
    [TestCase("[}")]
    [TestCase("{{}}")]
    [TestCase("{\"resources\"}")]
    [TestCase("{\"resources\":}")]
    [TestCase("{\"resources\":]}")]
    [TestCase("{\"resources\": [}")]
    [TestCase("{\"resources\": [{]}")]
    [TestCase("{\"resources\": [{\"code\": \"D1\"}]")]
    [TestCase("{\"resources\": [{\"code\": \"D1\"}]} {}")]
    [TestCase("{\"resources\": [{\"code\": \"D1\"}]} garbage")]
    [TestCase("{\"resources\": [{\"code\": \"D1\"},,{\"code\": \"D2\"}]}")]
    [TestCase("{\"resources\": [{\"code\": \"D1\", \"name\": undefined}]}")]
    [TestCase("{\"resources\": [{\"code\": \"D1\", \"name\": new Date(0)}]}")]
    [TestCase("{\"resources\": [{\"code\": \"D1\", \"x\": new Date(0)}]}")]
    [TestCase("{\"resources\": [{\"code\": \"D1\", \"default_quota\": NaN}]}")]
    [TestCase("{\"resources\": [{\"code\": \"D1\", \"default_quota\": -Infinity}]}")]
    [TestCase("{\"resources\": [{\"code\": \"D1\", \"default_quota\": 1.2.3}]}")]
    [TestCase("{\"resources\": [{\"code\": \"D1\", \"default_quota\": 0xFFFFFFFFFFFFFFFFFF}]}")]
    [TestCase("{\"resources\": [{\"code\": \"D1\", \"name\": \"\\u12\"}]}")]
    [TestCase("{\"resources\": [{\"code\": \"D1\", \"name\": \"\\q\"}]}")]
    [TestCase("{\"resources\": [{\"code\": \"D1\", \"name\": tru}]}")]
    public async Task A_body_that_is_not_JSON_is_an_unexpected_response(string body)
    {
        var exception = await FailureOfAsync(Encoding.UTF8.GetBytes(body));

        Assert.That(exception.Reason, Is.EqualTo(QboxmailErrorReason.Unexpected));
        Assert.That(exception.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(exception.OperationId, Is.EqualTo("Domains_Get"));
        Assert.That(exception.ResponseBody, Is.Empty.Or.EqualTo(body.Trim()));
        Assert.That(exception.RequestMayHaveBeenProcessed, Is.False);
    }

    [TestCase("null")]
    [TestCase("true")]
    [TestCase("42")]
    [TestCase("\"text\"")]
    [TestCase("[]")]
    [TestCase("[{\"code\": \"D1\"}]")]
    [TestCase("{}")]
    [TestCase("{\"code\": \"D1\"}")]
    [TestCase("{\"resources\": null, \"pagination\": {\"total_records\": 2}}")]
    [TestCase("{\"resources\": {\"0\": {\"code\": \"D1\"}, \"x\": {\"code\": \"D2\"}}}")]
    [TestCase("{\"resources\": {\"0\": \"D1\"}}")]
    [TestCase("{\"resources\": {\"name\": \"example.com\"}}")]
    [TestCase("{\"resources\": [{\"name\": \"example.com\"}]}")]
    [TestCase("{\"resources\": [{\"code\": \"\"}]}")]
    [TestCase("{\"resources\": \"D1\"}")]
    [TestCase("{\"resources\": 1}")]
    [TestCase("{\"resources\": [\"D1\"]}")]
    [TestCase("{\"resources\": [{\"code\": \"D1\"}, 2]}")]
    [TestCase("{\"resources\": [[{\"code\": \"D1\"}]]}")]
    public async Task JSON_without_valid_items_is_an_unexpected_response(string body)
    {
        var exception = await FailureOfAsync(Encoding.UTF8.GetBytes(body));

        Assert.That(exception.Reason, Is.EqualTo(QboxmailErrorReason.Unexpected));
        Assert.That(
            exception.ResponseBody,
            Is.EqualTo(body.Replace(": ", ":", StringComparison.Ordinal).Replace(", ", ",", StringComparison.Ordinal)));
    }

    [Test]
    public async Task A_body_truncated_at_any_byte_is_an_unexpected_response()
    {
        var whole = Encoding.UTF8.GetBytes(Good);
        Assert.That(await ReadAsync(whole), Is.Null);

        for (var length = 0; length < whole.Length; length++)
        {
            var exception = await ReadAsync(whole[..length]);

            Assert.That(
                (exception as QboxmailApiException)?.Reason,
                Is.EqualTo(QboxmailErrorReason.Unexpected),
                $"after {length} bytes: {exception}");
        }
    }

    [Test]
    public async Task Excessively_nested_JSON_is_an_unexpected_response_without_a_stack_overflow()
    {
        const int depth = 100_000;
        var body = $$"""{"resources": [{"code": "D1", "x": {{new string('[', depth)}}{{new string(']', depth)}}}]}""";

        var exception = await FailureOfAsync(Encoding.UTF8.GetBytes(body));

        Assert.That(exception.Reason, Is.EqualTo(QboxmailErrorReason.Unexpected));
        Assert.That(exception.ResponseBody, Has.Length.LessThanOrEqualTo(16 * 1024));
    }

    [Test]
    public async Task The_error_message_names_the_operation_the_status_and_the_kind_of_content()
    {
        Api.Expect(HttpMethod.Get, "/api/domains/D123456789", _ => new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent("<html>", Encoding.UTF8, "text/html"),
        });

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D123456789"));

        Assert.That(exception!.Message, Is.EqualTo("Domains_Get returned 200, but the response is an HTML page."));
        Api.Verify();
    }

    [Test]
    public async Task A_write_with_a_malformed_response_may_have_been_processed()
    {
        Api.Expect(HttpMethod.Post, "/api/domains", HttpStatusCode.OK, """{"resource_code": """);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(
            () => Client.Domains.CreateAsync(new CreateDomainRequest("example.com", "Correct-horse-7")));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.Unexpected));
        Assert.That(exception.RequestMayHaveBeenProcessed, Is.True);
        Assert.That(exception.Message, Does.EndWith("The request may have been processed; check the resource before retrying."));
        Api.Verify();
    }

    [TestCase("{\"resources\": []}")]
    [TestCase("{\"resources\": [null]}")]
    public async Task A_single_item_response_without_an_item_is_reported_as_NotFound(string body)
    {
        var exception = await FailureOfAsync(Encoding.UTF8.GetBytes(body));

        Assert.That(exception.Reason, Is.EqualTo(QboxmailErrorReason.NotFound));
    }

    [Test]
    public async Task A_single_item_without_a_list_is_read()
    {
        Assert.That(await ReadAsync(Encoding.UTF8.GetBytes("""{"resources": {"code": "D1"}}""")), Is.Null);
    }

    [Test]
    public async Task UTF_8_and_UTF_16_bodies_with_a_byte_order_mark_are_read()
    {
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            Assert.That(await ReadAsync([.. encoding.GetPreamble(), .. encoding.GetBytes(Good)]), Is.Null, encoding.WebName);
        }
    }

    [Test]
    public void Random_bytes_in_a_response_cause_no_other_exception_than_QboxmailApiException()
    {
        var good = Encoding.UTF8.GetBytes(Good);
        var spoilt =
            from spots in Gen.Zip(Gen.Choose(0, good.Length - 1), SpoilingByte).NonEmptyListOf()
            select spots.Aggregate(good.ToArray(), (bytes, spot) =>
            {
                bytes[spot.Item1] = spot.Item2;
                return bytes;
            });

        var body = good;
        using var api = new FakeApi();
        using var server = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) });
        using var client = new QboxmailClient(api.Options, server);

        var property = Prop.ForAll(spoilt.ToArbitrary(), bytes =>
        {
            body = bytes;
            return ReadAsync(client).GetAwaiter().GetResult() switch
            {
                null => true,
                QboxmailApiException exception => exception.Reason is QboxmailErrorReason.Unexpected or QboxmailErrorReason.NotFound,
                _ => false,
            };
        });

        property.Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(20260416, 1));
    }

    // What JSON is made of comes more often than chance would bring it.
    private static Gen<byte> SpoilingByte => Gen.OneOf(
        Gen.Elements("{}[]\",:\\/'-+.eEx0123456789tfnuINd \n\0()#*"u8.ToArray()),
        Gen.Choose(0, 255).Select(value => (byte)value));

    private static async Task<QboxmailApiException> FailureOfAsync(byte[] body)
    {
        var exception = await ReadAsync(body);
        Assert.That(exception, Is.TypeOf<QboxmailApiException>());
        return (QboxmailApiException)exception!;
    }

    private static async Task<Exception?> ReadAsync(byte[] body)
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Expect(HttpMethod.Get, "/api/domains/D1", _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) });

        return await ReadAsync(client);
    }

    private static async Task<Exception?> ReadAsync(QboxmailClient client)
    {
        try
        {
            await client.Domains.GetAsync("D1");
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
