using Qboxmail.Emulator.Document;

namespace Qboxmail.Emulator.Tests;

public class IsoTimeTests
{
    [TestCase("2026-08-10", "2026-08-10T00:00:00+00:00")]
    [TestCase("2026-08-10T09:30Z", "2026-08-10T09:30:00+00:00")]
    [TestCase("2026-08-10T09:30:15", "2026-08-10T09:30:15+00:00")]
    [TestCase("2026-08-10T09:30:15.5+02:00", "2026-08-10T09:30:15.5+02:00")]
    [TestCase("2026-08-10 09:30:15", "2026-08-10T09:30:15+00:00")]
    [TestCase("2026-08-10t09:30:15z", "2026-08-10T09:30:15+00:00")]
    [TestCase("2026-08-10T09:30:15+0200", "2026-08-10T09:30:15+02:00")]
    [TestCase("2026-08-10T09:30:15-03", "2026-08-10T09:30:15-03:00")]
    [TestCase("2026-08-10T09:30:15,25Z", "2026-08-10T09:30:15.25+00:00")]
    [TestCase("2026-08-10T09:30:15.123456789Z", "2026-08-10T09:30:15.1234567+00:00")]
    public void An_ISO_8601_time_without_an_offset_is_parsed_as_UTC(string text, string expected)
    {
        Assert.That(IsoTime.TryParse(text, out var time), Is.True);
        Assert.That(time, Is.EqualTo(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [TestCase("10:30")]
    [TestCase("04/05/2026")]
    [TestCase("5.6.2026")]
    [TestCase("05-06-2026")]
    [TestCase("2026/08/10")]
    [TestCase("2026-13-01")]
    [TestCase("2026-02-30")]
    [TestCase("10 August 2026")]
    [TestCase("2026-08-10\n")]
    [TestCase("20260810")]
    [TestCase("2026-08-10T09:30:15.Z")]
    [TestCase("2026-08-10T09:30.5Z")]
    [TestCase("2026-08-10T09:30:15 UTC")]
    [TestCase("2026-08-10T09:30:15+25:00")]
    [TestCase("2026-08-10T24:00:00Z")]
    [TestCase("2026-08-10T09:30:60Z")]
    [TestCase("2026-08-10T09Z")]
    [TestCase("2026-08-10Z")]
    [TestCase("\u0662026-08-10")]
    [TestCase("")]
    public void Text_that_is_not_ISO_8601_is_neither_a_date_nor_a_time(string text) =>
        Assert.That((IsoTime.IsDate(text), IsoTime.TryParse(text, out _)), Is.EqualTo((false, false)));

    [Test]
    public void A_timestamp_is_not_a_date() => Assert.That(IsoTime.IsDate("2026-08-10T09:30Z"), Is.False);
}
