using System.Text;

namespace Qboxmail.Tests;

public class WebhookEventTests
{
    private const string Overquota = """
        {
          "action_type": "email_overquota",
          "event": "exceeded",
          "metric": "space",
          "domain_name": "example.com",
          "payload": {
            "email_address": "mario.rossi@example.com", "email_code": "EA12345678", "assigned_size": 8589934592,
            "used_size": 8160437862, "crossed": 95
          }
        }
        """;

    [Test]
    public void An_overquota_event_contains_its_mailbox_and_threshold()
    {
        var overquota = Parse<EmailOverquotaEvent>(Overquota);

        Assert.That(overquota.Event, Is.EqualTo(OverquotaEventKind.Exceeded));
        Assert.That(overquota.Metric, Is.EqualTo(OverquotaMetric.Space));
        Assert.That(overquota.DomainName, Is.EqualTo("example.com"));
        Assert.That(overquota.Payload!.EmailAddress, Is.EqualTo("mario.rossi@example.com"));
        Assert.That(overquota.Payload.EmailCode, Is.EqualTo("EA12345678"));
        Assert.That(overquota.AdditionalProperties, Is.Empty);
    }

    // The reference lists the fields of this event, and none that names it is among them.
    [Test]
    public void An_overquota_event_is_recognized_without_an_action_type()
    {
        var overquota = Parse<EmailOverquotaEvent>(
            """{"event": "back_to_normal", "metric": "messages", "domain_name": "example.com", "payload": {}}""");

        Assert.That(overquota.Event, Is.EqualTo(OverquotaEventKind.BackToNormal));
        Assert.That(overquota.ActionType, Is.Null);
    }

    [Test]
    public void A_domain_event_keeps_undocumented_fields()
    {
        var created = Parse<DomainCreateEvent>("""{"action_type": "domain_create", "domain": "example.com", "postmaster_code": "P123456789"}""");

        Assert.That(created.ActionType, Is.EqualTo(WebhookActionType.DomainCreate));
        Assert.That(
            created.AdditionalProperties,
            Is.EqualTo(new Dictionary<string, object?> { ["domain"] = "example.com", ["postmaster_code"] = "P123456789" }));
    }

    [TestCase("""{"action_type": "domain_delete", "count": 2}""", "domain_delete")]
    [TestCase("""{"action_type": "Domain_Create", "count": 2}""", "Domain_Create")]
    [TestCase("""{"action_type": 7, "count": 2}""", null)]
    [TestCase("""{"event": "exceeded", "count": 2}""", null)]
    [TestCase("""{"metric": "space", "count": 2}""", null)]
    [TestCase("""{"count": 2}""", null)]
    public void An_unknown_event_keeps_all_fields(string json, string? actionType)
    {
        var unknown = Parse<UnknownWebhookEvent>(json);

        Assert.That(unknown.ActionType?.Value, Is.EqualTo(actionType));
        Assert.That(unknown.AdditionalProperties["count"], Is.EqualTo(2L));
        Assert.That(unknown.AdditionalProperties.ContainsKey("action_type"), Is.EqualTo(json.Contains('7', StringComparison.Ordinal)));
    }

    [Test]
    public void An_empty_object_is_an_unknown_event() => Assert.That(Parse<UnknownWebhookEvent>("{}").AdditionalProperties, Is.Empty);

    [Test]
    public void An_event_is_read_whatever_the_types_of_its_fields_are()
    {
        var overquota = Parse<EmailOverquotaEvent>(
            """{"action_type": "email_overquota", "event": ["exceeded"], "domain_name": 7, "payload": "none"}""");

        Assert.That(overquota.Event, Is.Null);
        Assert.That(overquota.DomainName, Is.EqualTo("7"));
        Assert.That(overquota.AdditionalProperties.Keys, Is.EquivalentTo(new[] { "event", "payload" }));
    }

    [TestCase("null")]
    [TestCase("7")]
    [TestCase("\"text\"")]
    [TestCase("[]")]
    public void A_body_that_is_not_an_object_is_rejected(string json) =>
        Assert.That(Refusal(json), Is.EqualTo("The webhook body is not a JSON object. Pass the unmodified body of the request."));

    [TestCase("")]
    [TestCase("<html>")]
    [TestCase("{\"action_type\": \"domain_create\"")]
    [TestCase("{} {}")]
    public void A_body_that_is_not_JSON_is_rejected(string json) =>
        Assert.That(
            Refusal(json),
            Is.EqualTo("The webhook body is not valid JSON. Pass the unmodified body of the request."));

    [Test]
    public void A_body_that_is_nested_too_deeply_is_rejected() =>
        Assert.That(
            Refusal("{\"a\":" + new string('[', 10_000)),
            Is.EqualTo("The webhook body is not valid JSON. Pass the unmodified body of the request."));

    [Test]
    public void The_message_of_a_rejection_does_not_quote_the_body()
    {
        var refusal = Assert.Throws<FormatException>(() =>
            WebhookEvent.Parse("""{"action_type": "domain_create", "postmaster_token": "secret-token" "x"}"""));

        Assert.That(refusal!.ToString(), Does.Not.Contain("secret-token").And.Not.Contain("postmaster_token"));
    }

    [Test]
    public void A_null_body_is_rejected() => Assert.Throws<ArgumentNullException>(() => WebhookEvent.Parse((string)null!));

    [Test]
    public async Task A_null_stream_is_rejected()
    {
        var exception = await Assert.ThrowsAsync<ArgumentNullException>(() => WebhookEvent.ParseAsync(null!));

        Assert.That(exception!.ParamName, Is.EqualTo("json"));
    }

    [TestCase("utf-8")]
    [TestCase("utf-16")]
    [TestCase("utf-16BE")]
    public async Task An_event_is_read_from_bytes_and_streams(string encoding)
    {
        byte[] bytes = [.. Encoding.GetEncoding(encoding).GetPreamble(), .. Encoding.GetEncoding(encoding).GetBytes(Overquota)];
        using var stream = new MemoryStream(bytes);
        using var other = new MemoryStream(bytes);

        WebhookEvent[] events = [WebhookEvent.Parse(bytes), WebhookEvent.Parse(stream), await WebhookEvent.ParseAsync(other)];

        Assert.That(events.Cast<EmailOverquotaEvent>().Select(parsed => parsed.DomainName), Is.EqualTo(Enumerable.Repeat("example.com", 3)));
        Assert.That(events.Select(parsed => parsed.ActionType), Is.All.EqualTo(WebhookActionType.EmailOverquota));
        Assert.That(stream.CanRead, Is.True);
    }

    [Test]
    public async Task An_event_that_arrives_byte_by_byte_is_read_whole()
    {
        using var stream = new SlowStream(Encoding.UTF8.GetBytes(Overquota));
        using var other = new SlowStream(Encoding.UTF8.GetBytes(Overquota));

        Assert.That(WebhookEvent.Parse(stream), Is.TypeOf<EmailOverquotaEvent>());
        Assert.That(await WebhookEvent.ParseAsync(other), Is.TypeOf<EmailOverquotaEvent>());
    }

    [Test]
    public void A_body_of_64_KB_is_read() => Parse<UnknownWebhookEvent>($"{{\"a\":\"{new string('x', 65_528)}\"}}");

    [Test]
    public async Task A_body_above_64_KB_is_rejected()
    {
        const string refusal = "The webhook body exceeds the maximum size of 64 KB. Reject the request.";
        var large = $"{{\"a\":\"{new string('x', 65_536)}\"}}";
        using var endless = new RepeatingStream([], " "u8.ToArray(), long.MaxValue);

        Assert.That(Refusal(large), Is.EqualTo(refusal));
        Assert.That(
            await Assert.ThrowsAsync<FormatException>(() => WebhookEvent.ParseAsync(endless)), Has.Message.EqualTo(refusal));
        Assert.That(() => WebhookEvent.Parse(endless), Throws.TypeOf<FormatException>().With.Message.EqualTo(refusal));
    }

    [Test]
    public async Task Reading_an_event_stops_when_the_caller_cancels()
    {
        using var stream = new MemoryStream("{}"u8.ToArray());

        await Assert.CatchAsync<OperationCanceledException>(() => WebhookEvent.ParseAsync(stream, new(canceled: true)));
    }

    // Every callback of the document must be distinguished here.
    [Test]
    public void All_events_of_the_document_are_known()
    {
        var callbacks = ApiDocument.Operations.SelectMany(operation => operation.Callbacks).ToList();

        Assert.That(callbacks, Has.Count.EqualTo(2));

        foreach (var body in callbacks.Select(callback => callback.RequestBody!.Content!["application/json"]))
        {
            Assert.That(WebhookEvent.Parse(body.Example!.ToJsonString()).GetType().Name, Is.EqualTo(body.Schema!.NameOfReference()));
        }
    }

    private static T Parse<T>(string json)
        where T : WebhookEvent
    {
        var parsed = WebhookEvent.Parse(json);
        Assert.That(parsed, Is.TypeOf<T>());
        return (T)parsed;
    }

    private sealed class SlowStream(byte[] content) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            base.ReadAsync(buffer, offset, Math.Min(count, 1), cancellationToken);
    }

    private static string Refusal(string json) => Assert.Throws<FormatException>(() => WebhookEvent.Parse(json))!.Message;
}
