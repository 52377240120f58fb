using Qboxmail.Json;

namespace Qboxmail.Tests;

/// <summary>The reference gives many types only by an example, and some of them wrong, so that no type is trusted.</summary>
public class UnexpectedTypeTests
{
    private static readonly Dictionary<string, Func<Domain, object?>> Properties = new()
    {
        ["name"] = domain => domain.Name,
        ["is_healthy"] = domain => domain.IsHealthy,
        ["antispam_level"] = domain => domain.AntispamLevel,
        ["default_quota"] = domain => domain.DefaultQuota,
        ["activated_at"] = domain => domain.ActivatedAt,
        ["status"] = domain => domain.Status?.Value,
        ["allow_nets"] = domain => domain.AllowNets,
    };

    private static readonly TestCaseData[] WithoutLoss =
    [
        // Text
        Case("name", "42", "42"),
        Case("name", "4.50", "4.50"),
        Case("name", "-0.001", "-0.001"),
        Case("name", "123456789012345678901234567890", "123456789012345678901234567890"),
        Case("name", "true", "true"),
        Case("name", "false", "false"),
        Case("name", "null", null),
        Case("name", "\"\"", ""),
        Case("name", "\"2026-04-16T09:12:33Z\"", "2026-04-16T09:12:33Z"),

        // Yes or no
        Case("is_healthy", "1", true),
        Case("is_healthy", "0", false),
        Case("is_healthy", "\"1\"", true),
        Case("is_healthy", "\"0\"", false),
        Case("is_healthy", "\"true\"", true),
        Case("is_healthy", "\"False\"", false),
        Case("is_healthy", "null", null),
        Case("is_healthy", "\"\"", null),

        // Small numbers
        Case("antispam_level", "\"2\"", 2),
        Case("antispam_level", "\" -2 \"", -2),
        Case("antispam_level", "2.0", 2),
        Case("antispam_level", "\"2.0\"", 2),
        Case("antispam_level", "true", 1),
        Case("antispam_level", "false", 0),
        Case("antispam_level", "2147483647", int.MaxValue),
        Case("antispam_level", "-2147483648", int.MinValue),
        Case("antispam_level", "2147483647.0", int.MaxValue),
        Case("antispam_level", "\"-2147483648\"", int.MinValue),
        Case("antispam_level", "null", null),
        Case("antispam_level", "\"\"", null),

        // Large numbers
        Case("default_quota", "\"8589934592\"", 8589934592),
        Case("default_quota", "8.589934592e9", 8589934592),
        Case("default_quota", "9223372036854775807", long.MaxValue),
        Case("default_quota", "9223372036854775807.0", long.MaxValue),
        Case("default_quota", "-9223372036854775808.0", long.MinValue),
        Case("default_quota", "\"-9223372036854775808\"", long.MinValue),
        Case("default_quota", "true", 1L),
        Case("default_quota", "null", null),
        Case("default_quota", "\"\"", null),

        // Points in time
        Case("activated_at", "null", null),
        Case("activated_at", "\"\"", null),

        // Enumerations
        Case("status", "3", "3"),
        Case("status", "true", "true"),
        Case("status", "null", null),

        // Lists
        Case("allow_nets", "\"192.0.2.0/24\"", new[] { "192.0.2.0/24" }),
        Case("allow_nets", "\"\"", Array.Empty<string>()),
        Case("allow_nets", "5", new[] { "5" }),
        Case("allow_nets", "false", new[] { "false" }),
        Case("allow_nets", "{}", Array.Empty<string>()),
        Case("allow_nets", "null", null),
        Case("allow_nets", "{\"0\": \"192.0.2.0/24\", \"2\": \"198.51.100.7\"}", new[] { "192.0.2.0/24", "198.51.100.7" }),
        Case("allow_nets", "[1, true, null, \"192.0.2.1\", 2.5]", new[] { "1", "true", "192.0.2.1", "2.5" }),
    ];

    private static readonly TestCaseData[] WithLoss =
    [
        // Text
        Case("name", "{}", new Dictionary<string, object?>()),
        Case("name", "{\"it\": \"esempio.it\"}", new Dictionary<string, object?> { ["it"] = "esempio.it" }),
        Case("name", "[]", Array.Empty<object>()),
        Case("name", "[\"example.com\"]", new[] { "example.com" }),

        // Yes or no
        Case("is_healthy", "2", 2L),
        Case("is_healthy", "-1", -1L),
        Case("is_healthy", "1.0", 1.0m),
        Case("is_healthy", "\"yes\"", "yes"),
        Case("is_healthy", "\" \"", " "),
        Case("is_healthy", "{}", new Dictionary<string, object?>()),
        Case("is_healthy", "[true]", new object[] { true }),

        // Small numbers
        Case("antispam_level", "2.5", 2.5m),
        Case("antispam_level", "\"2.5\"", "2.5"),
        Case("antispam_level", "\"strict\"", "strict"),
        Case("antispam_level", "\"1,000\"", "1,000"),
        Case("antispam_level", "\"2-\"", "2-"),
        Case("antispam_level", "\"0x10\"", "0x10"),
        Case("antispam_level", "2147483648", 2147483648L),
        Case("antispam_level", "\"-2147483649\"", "-2147483649"),
        Case("antispam_level", "99999999999999999999", "99999999999999999999"),
        Case("antispam_level", "{\"level\": 2}", new Dictionary<string, object?> { ["level"] = 2L }),
        Case("antispam_level", "[2]", new object[] { 2L }),

        // Large numbers
        Case("default_quota", "9223372036854775808", "9223372036854775808"),
        Case("default_quota", "-9223372036854775809", "-9223372036854775809"),
        Case("default_quota", "-9223372036854775809.5", -9223372036854775809.5m),
        Case("default_quota", "\"8 GB\"", "8 GB"),
        Case("default_quota", "0.5", 0.5m),
        Case("default_quota", "[8589934592]", new object[] { 8589934592L }),
        Case("default_quota", "{}", new Dictionary<string, object?>()),

        // Points in time
        Case("activated_at", "1776330753", 1776330753L),
        Case("activated_at", "true", true),
        Case("activated_at", "[2026, 4, 16]", new object[] { 2026L, 4L, 16L }),
        Case("activated_at", "{\"date\": \"2026-04-16\"}", new Dictionary<string, object?> { ["date"] = "2026-04-16" }),

        // Enumerations
        Case("status", "{}", new Dictionary<string, object?>()),
        Case("status", "[\"enabled\"]", new[] { "enabled" }),
    ];

    [TestCaseSource(nameof(WithoutLoss))]
    public async Task A_value_of_an_unexpected_type_is_converted_when_nothing_is_lost(string field, string json, object? value)
    {
        var domain = await DomainResponse.ReadAsync($$"""{"code": "D123456789", "{{field}}": {{json}}}""");

        Assert.That(Properties[field](domain), Is.EqualTo(value));
        Assert.That(domain.AdditionalProperties, Is.Empty);
    }

    [TestCaseSource(nameof(WithLoss))]
    public async Task A_value_that_cannot_be_converted_is_kept_in_AdditionalProperties(string field, string json, object? kept)
    {
        var domain = await DomainResponse.ReadAsync($$"""{"code": "D123456789", "{{field}}": {{json}}}""");

        Assert.That(Properties[field](domain), Is.Null);
        Assert.That(domain.AdditionalProperties.Keys, Is.EqualTo(new[] { field }));
        Assert.That(domain.AdditionalProperties[field], Is.EqualTo(kept));
    }

    [Test]
    public async Task A_field_of_an_unexpected_type_does_not_affect_other_fields()
    {
        var domain = await DomainResponse.ReadAsync(
            """{"name": {"a": [1, {"b": null}]}, "code": "D123456789", "allow_nets": {"x": []}, "is_healthy": [[]], "default_quota": 5}""");

        Assert.That((domain.Code, domain.DefaultQuota), Is.EqualTo(("D123456789", 5L)));
        Assert.That(domain.AdditionalProperties.Keys, Is.EqualTo(new[] { "name", "allow_nets", "is_healthy" }));
    }

    [Test]
    public async Task A_list_returns_its_convertible_items_and_keeps_the_others_in_AdditionalProperties()
    {
        var domain = await DomainResponse.ReadAsync(
            """{"code": "D123456789", "allow_nets": [{"net": "192.0.2.0/24"}, "198.51.100.7", ["203.0.113.0/24"]]}""");

        Assert.That(domain.AllowNets, Is.EqualTo(new[] { "198.51.100.7" }));
        Assert.That(
            domain.AdditionalProperties["allow_nets"],
            Is.EqualTo(new object[] { new Dictionary<string, object?> { ["net"] = "192.0.2.0/24" }, new[] { "203.0.113.0/24" } }));
    }

    [Test]
    public void An_empty_object_in_place_of_a_list_of_objects_is_an_empty_list()
    {
        var contact = JsonResponseReader.Read(new("""{"uid": "314", "phone_numbers": {}}"""u8.ToArray()), Contact.Read)!;

        Assert.That(contact.PhoneNumbers, Is.Empty);
        Assert.That(contact.AdditionalProperties, Is.Empty);
    }

    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("\"\"")]
    [TestCase("\" \"")]
    [TestCase("false")]
    [TestCase("0")]
    public async Task An_item_without_its_code_is_an_unexpected_response(string json)
    {
        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => DomainResponse.ReadAsync($$"""{"code": {{json}}}"""));

        Assert.That(exception!.Message, Is.EqualTo("Domains_Get returned 200, but the response contains an item without its code or ID."));
    }

    [Test]
    public async Task A_required_string_is_read_from_a_number()
    {
        var domain = await DomainResponse.ReadAsync("""{"code": 123456789}""");

        Assert.That(domain.Code, Is.EqualTo("123456789"));
        Assert.That(domain.AdditionalProperties, Is.Empty);
    }

    [Test]
    public async Task A_duplicate_field_takes_its_last_value()
    {
        var domain = await DomainResponse.ReadAsync(
            """{"code": "D1", "name": "old.example.com", "code": "D2", "name": "new.example.com", "x": 1, "x": 2}""");

        Assert.That((domain.Code, domain.Name), Is.EqualTo(("D2", "new.example.com")));
        Assert.That(domain.AdditionalProperties, Is.EqualTo(new Dictionary<string, object?> { ["x"] = 2L }));
    }

    [Test]
    public async Task A_duplicate_field_takes_its_last_value_even_if_one_has_an_unexpected_type()
    {
        var domain = await DomainResponse.ReadAsync(
            """{"code": "D123456789", "name": {}, "name": "example.com", "is_healthy": true, "is_healthy": []}""");

        Assert.That((domain.Name, domain.IsHealthy), Is.EqualTo(("example.com", (bool?)null)));
        Assert.That(domain.AdditionalProperties.Keys, Does.Contain("is_healthy"));
    }

    private static TestCaseData Case(string field, string json, object? value) =>
        new TestCaseData(field, json, value).SetArgDisplayNames(field, json);
}
