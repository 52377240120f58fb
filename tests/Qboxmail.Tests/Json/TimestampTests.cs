using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Qboxmail.Tests;

/// <summary>The documentation names no format of dates, and its examples show several.</summary>
public class TimestampTests
{
    // The document may learn another format of any field.
    private static readonly PropertyInfo Property =
        typeof(Domain).GetProperties().First(property => property.PropertyType == typeof(DateTimeOffset?));

    private static readonly string Field = JsonNamingPolicy.SnakeCaseLower.ConvertName(Property.Name);

    [TestCase("2026-04-16T09:12:33Z", "2026-04-16T09:12:33.0000000+00:00")]
    [TestCase("2026-04-16T09:12:33z", "2026-04-16T09:12:33.0000000+00:00")]
    [TestCase("2026-04-16T09:12:33.123Z", "2026-04-16T09:12:33.1230000+00:00")]
    [TestCase("2026-04-16T09:12:33.1234567Z", "2026-04-16T09:12:33.1234567+00:00")]
    [TestCase("2026-04-16T09:12:33.12345678Z", "2026-04-16T09:12:33.1234568+00:00")]
    [TestCase("2026-04-16T09:12:33.12345678+02:00", "2026-04-16T09:12:33.1234568+02:00")]
    [TestCase("2026-04-16T09:12:33+02:00", "2026-04-16T09:12:33.0000000+02:00")]
    [TestCase("2026-04-16T09:12:33.000-0500", "2026-04-16T09:12:33.0000000-05:00")]
    [TestCase("2026-04-16 09:12:33 +0200", "2026-04-16T09:12:33.0000000+02:00")]
    [TestCase("2026-04-16 09:12:33 +02:00", "2026-04-16T09:12:33.0000000+02:00")]
    [TestCase("2026-04-16 09:12:33 UTC", "2026-04-16T09:12:33.0000000+00:00")]
    [TestCase(" 2026-04-16 09:12:33 ", "2026-04-16T09:12:33.0000000+00:00")]
    [TestCase("2026-04-16T09:12:33", "2026-04-16T09:12:33.0000000+00:00")]
    [TestCase("2026-04-16 09:12", "2026-04-16T09:12:00.0000000+00:00")]
    [TestCase("2026-04-16", "2026-04-16T00:00:00.0000000+00:00")]
    [TestCase("2026-4-6", "2026-04-06T00:00:00.0000000+00:00")]
    [TestCase("2026.04.16", "2026-04-16T00:00:00.0000000+00:00")]
    [TestCase("2026/04/16 09:12:33", "2026-04-16T09:12:33.0000000+00:00")]
    [TestCase("Thu, 16 Apr 2026 09:12:33 GMT", "2026-04-16T09:12:33.0000000+00:00")]
    [TestCase("2026-12-31T23:59:59Z", "2026-12-31T23:59:59.0000000+00:00")]
    public async Task A_timestamp_is_read_from_many_formats_and_is_UTC_without_an_offset(string text, string time)
    {
        var domain = await DomainResponse.ReadAsync($$"""{"code": "D123456789", "{{Field}}": "{{text}}"}""");

        Assert.That(TimeOf(domain)?.ToString("O", CultureInfo.InvariantCulture), Is.EqualTo(time));
        Assert.That(domain.AdditionalProperties, Is.Empty);
    }

    [TestCase("yesterday")]
    [TestCase("never")]
    [TestCase("0000-00-00 00:00:00")]
    [TestCase("2026-02-30")]
    [TestCase("2026-13-01T00:00:00Z")]
    [TestCase("2026-04-16T25:00:00Z")]
    [TestCase("2026-04-16T09:12:33+99:00")]
    [TestCase("1776330753")]
    [TestCase(" ")]
    [TestCase("-")]
    [TestCase("99999-01-01")]
    // Parts of a date that a lenient parser would complete from today's.
    [TestCase("10:30")]
    [TestCase("4/16")]
    [TestCase("1.2")]
    [TestCase("2026-4")]
    [TestCase("2026-04 10")]
    [TestCase("April")]
    [TestCase("16 April")]
    // Day or month first? An Italian and an American would disagree.
    [TestCase("04/05/2026")]
    [TestCase("04-05-2026 09:12:33")]
    [TestCase("04.05.2026")]
    public async Task An_ambiguous_or_invalid_timestamp_is_kept_in_AdditionalProperties(string text)
    {
        var domain = await DomainResponse.ReadAsync($$"""{"code": "D123456789", "{{Field}}": "{{text}}"}""");

        Assert.That(TimeOf(domain), Is.Null);
        Assert.That(domain.AdditionalProperties[Field], Is.EqualTo(text));
    }

    [TestCase("it-IT")]
    [TestCase("ar-SA")]
    [TestCase("th-TH")]
    public async Task The_culture_of_the_caller_does_not_affect_how_responses_are_read(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);

        try
        {
            var domain = await DomainResponse.ReadAsync($$"""{"code": "D123456789", "{{Field}}": "2026-04-16 09:12:33 UTC", "name": 4.5}""");

            Assert.That(TimeOf(domain), Is.EqualTo(new DateTimeOffset(2026, 4, 16, 9, 12, 33, TimeSpan.Zero)));
            Assert.That(domain.Name, Is.EqualTo("4.5"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [TestCase("2026-12-31")]
    [TestCase("2026-12-31T00:00:00Z")]
    [TestCase("2026-12-31T23:30:00+02:00")]
    [TestCase("2026-12-31 23:59:59 UTC")]
    public async Task A_date_ignores_its_time_and_offset(string text)
    {
        var account = await DeliveryAccountWithDeleteOnAsync($"\"{text}\"");

        Assert.That(account.DeleteOn, Is.EqualTo(new DateTime(2026, 12, 31)));
        Assert.That(account.DeleteOn!.Value.Kind, Is.EqualTo(DateTimeKind.Unspecified));
        Assert.That(account.AdditionalProperties, Is.Empty);
    }

    [TestCase("\"31/12/2026\"", "31/12/2026")]
    [TestCase("\"12/11/2026\"", "12/11/2026")]
    [TestCase("\"tomorrow\"", "tomorrow")]
    [TestCase("20261231", 20261231L)]
    public async Task An_ambiguous_or_invalid_date_is_kept_in_AdditionalProperties(string json, object kept)
    {
        var account = await DeliveryAccountWithDeleteOnAsync(json);

        Assert.That(account.DeleteOn, Is.Null);
        Assert.That(account.AdditionalProperties["delete_on"], Is.EqualTo(kept));
    }

    private static async Task<DeliveryAccount> DeliveryAccountWithDeleteOnAsync(string json)
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Get("/api/delivery/accounts/1042", $$"""{"resources": [{"id": 1042, "delete_on": {{json}}}]}""");

        var account = await client.Delivery.Accounts.GetAsync(1042);

        api.Verify();
        return account;
    }

    // Forms that other servers write: Go, PostgreSQL, Java, ISO 8601 without separators, a leap second, the end of a day.
    [TestCase("2026-04-16T09:12:33.123456789Z", true)]
    [TestCase("2026-04-16 09:12:33.123456+00", true)]
    [TestCase("2026-04-16T09:12:33.000+0000", true)]
    [TestCase("2026-04-16T09:12:33Z[UTC]", false)]
    [TestCase("2026-04-16 09:12:33 +0000 UTC", false)]
    [TestCase("Thu Apr 16 09:12:33 UTC 2026", false)]
    [TestCase("20260416T091233Z", false)]
    [TestCase("2026-12-31T23:59:60Z", false)]
    [TestCase("2026-04-16T24:00:00Z", false)]
    public async Task A_timestamp_in_a_format_of_other_servers_is_read_or_kept_as_text(string text, bool isRead)
    {
        var domain = await DomainResponse.ReadAsync($$"""{"code": "D123456789", "{{Field}}": "{{text}}"}""");

        Assert.That(TimeOf(domain) is not null, Is.EqualTo(isRead));
        Assert.That(domain.AdditionalProperties.TryGetValue(Field, out var kept), Is.EqualTo(!isRead));
        Assert.That(kept, Is.EqualTo(isRead ? null : text));
    }

    [TestCase("2026-04-16T09:12:33.1239999+02:00", "2026-04-16T09:12:33.123+02:00")]
    [TestCase("2026-04-16T09:12:33.0009999Z", "2026-04-16T09:12:33+00:00")]
    [TestCase("2026-04-16T09:12:33.5Z", "2026-04-16T09:12:33.5+00:00")]
    public void A_timestamp_is_sent_with_at_most_milliseconds(string time, string expected)
    {
        Assert.That(Qboxmail.Json.Timestamps.Format(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture)), Is.EqualTo(expected));
    }

    private static DateTimeOffset? TimeOf(Domain domain) => (DateTimeOffset?)Property.GetValue(domain);
}
