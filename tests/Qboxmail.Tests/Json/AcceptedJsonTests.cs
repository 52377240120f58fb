using System.Globalization;
using System.Numerics;
using System.Text;
using Qboxmail.Json;

namespace Qboxmail.Tests;

/// <summary>One table of the JSON that is accepted, the same on both builds of the library.</summary>
[Parallelizable]
public class AcceptedJsonTests
{
    [TestCase("0", 0L)]
    [TestCase("-0", 0L)]
    [TestCase("-12", -12L)]
    [TestCase("999999999999999999", 999999999999999999L)]
    [TestCase("9223372036854775807", long.MaxValue)]
    [TestCase("-9223372036854775808", long.MinValue)]
    [TestCase("9223372036854775808", "9223372036854775808")]
    [TestCase("1.5e40", "1.5e40")]
    [TestCase("-1E+400", "-1E+400")]
    [TestCase("1e-9999", "1e-9999")]
    [TestCase("1e-29", "1e-29")]
    [TestCase("1.5e-28", "1.5e-28")]
    [TestCase("79228162514264337593543950336", "79228162514264337593543950336")]
    [TestCase("0.12345678901234567890123456789012345", "0.12345678901234567890123456789012345")]
    [TestCase("true", true)]
    [TestCase("false", false)]
    [TestCase("null", null)]
    [TestCase("\"\"", "")]
    [TestCase("\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e8\"", "a\"\\/\b\f\n\r\tè")]
    [TestCase("\"\\ud83d\\ude00\"", "😀")]
    [TestCase("\"a\\ud800b\"", "a\uFFFDb")]
    [TestCase("\"\\udc00\"", "\uFFFD")]
    [TestCase("\u0020\t\r\n1\u0020\t\r\n", 1L)]
    public void JSON_scalar_values_are_read_without_loss(string json, object? expected)
    {
        Assert.That(Read(json), Is.EqualTo(expected));
    }

    [TestCase("1.50", "1.50")]
    [TestCase("-0.25", "-0.25")]
    [TestCase("1e3", "1000")]
    [TestCase("2.5E-1", "0.25")]
    [TestCase("-1e-28", "-0.0000000000000000000000000001")]
    [TestCase("1.5E+27", "1500000000000000000000000000")]
    [TestCase("1.5e-27", "0.0000000000000000000000000015")]
    [TestCase("10E-29", "0.0000000000000000000000000001")]
    [TestCase("79228162514264337593543950335.0", "79228162514264337593543950335.0")]
    public void JSON_fractions_are_read_without_loss(string json, string expected)
    {
        Assert.That(Read(json), Is.EqualTo(decimal.Parse(expected, CultureInfo.InvariantCulture)).And.TypeOf<decimal>());
    }

    [Test]
    public void Random_JSON_numbers_are_read_without_loss()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        bool Flip() => random.Next(2) == 0;
        string Digits(int most) => string.Concat(Enumerable.Range(0, random.Next(most + 1)).Select(_ => Flip() ? 0 : random.Next(10)));

        for (var number = 0; number < Cases.CountOf(20_000); number++)
        {
            var text = (Flip() ? "-" : "")
                + (Flip() ? "0" : random.Next(1, 10) + Digits(30))
                + (Flip() ? "." + random.Next(10) + Digits(35) : "")
                + (Flip() ? $"{(Flip() ? 'e' : 'E')}{random.Next(-35, 35)}" : "");

            var read = Convert.ToString(Read(text), CultureInfo.InvariantCulture)!;

            Assert.That(Exact(read), Is.EqualTo(Exact(text)), $"Seed {seed}: {text} was read as {read}.");
            Assert.That(
                read,
                Is.EqualTo(Convert.ToString(NumberText.Parse(Encoding.UTF8.GetBytes(text)), CultureInfo.InvariantCulture)),
                $"Seed {seed}: the builds read {text} differently.");
        }
    }

    [TestCase("1e5", "100000")]
    [TestCase("1E0", "1")]
    [TestCase("0e5", "0")]
    [TestCase("40e-1", "4.0")]
    [TestCase("0E-5", "0.00000")]
    [TestCase("-1e2", "-100")]
    [TestCase("100.00", "100.00")]
    [TestCase("1e19", "10000000000000000000")]
    [TestCase("7.9e28", "79000000000000000000000000000")]
    [TestCase("1.10000000000000000000000000000000000000000", "1.1000000000000000000000000000")]
    public void A_number_in_place_of_a_string_is_the_same_text_on_both_builds(string json, string expected)
    {
        var text = JsonResponseReader.Read(Encoding.UTF8.GetBytes(json), static (ref reader) => reader.ReadString());

        Assert.That(text, Is.EqualTo(expected));
    }

    [Test]
    public void A_number_of_more_than_1000_characters_stays_text()
    {
        var longest = "2." + new string('0', 998);

        Assert.That(Read(longest), Is.EqualTo(2m));
        Assert.That(Read(longest + "0"), Is.EqualTo(longest + "0"));
    }

    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("[1,[2,{\"a\":[]}],{}]")]
    [TestCase("{\"\":1,\"a\":{\"b\":null}}")]
    public void JSON_arrays_and_objects_are_read(string json)
    {
        Assert.That(Read(json), Is.Not.Null);
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("// comment\n1")]
    [TestCase("/* comment */ 1")]
    [TestCase("[1 /* comment */]")]
    [TestCase("# comment\n1")]
    [TestCase("[1,]")]
    [TestCase("[,1]")]
    [TestCase("[1,,2]")]
    [TestCase("[,]")]
    [TestCase("{,}")]
    [TestCase("{\"a\":1,}")]
    [TestCase("{,\"a\":1}")]
    [TestCase("{\"a\"}")]
    [TestCase("{\"a\":}")]
    [TestCase("{\"a\":1 \"b\":2}")]
    [TestCase("{\"a\"::1}")]
    [TestCase("[1 2]")]
    [TestCase("[\"a\" \"b\"]")]
    [TestCase("[1:2]")]
    [TestCase("'a'")]
    [TestCase("{'a':1}")]
    [TestCase("{a:1}")]
    [TestCase("{true:1}")]
    [TestCase("{1:1}")]
    [TestCase("{01:1}")]
    [TestCase("NaN")]
    [TestCase("Infinity")]
    [TestCase("-Infinity")]
    [TestCase("undefined")]
    [TestCase("0100")]
    [TestCase("-0025")]
    [TestCase("00")]
    [TestCase("00.5")]
    [TestCase("[01]")]
    [TestCase("0x10")]
    [TestCase("-0x10")]
    [TestCase("0o7")]
    [TestCase("0b1")]
    [TestCase("1_000")]
    [TestCase("10n")]
    [TestCase("+1")]
    [TestCase(".5")]
    [TestCase("1.")]
    [TestCase("1e")]
    [TestCase("1e+")]
    [TestCase("-")]
    [TestCase("--1")]
    [TestCase("1-1")]
    [TestCase("\u0661")]
    [TestCase("True")]
    [TestCase("NULL")]
    [TestCase("nul")]
    [TestCase("nulll")]
    [TestCase("new Date(1)")]
    [TestCase("Date(1)")]
    [TestCase("\"a")]
    [TestCase("\"a\\")]
    [TestCase("\"a\\\"")]
    [TestCase("\"a\nb\"")]
    [TestCase("\"a\tb\"")]
    [TestCase("\"a\0b\"")]
    [TestCase("\"\\'\"")]
    [TestCase("\"\\x41\"")]
    [TestCase("\"\\u12\"")]
    [TestCase("\"\\u12g4\"")]
    [TestCase("\u00A01")]
    [TestCase("1\u00A0")]
    [TestCase("\uFEFF1")]
    [TestCase("1\0")]
    [TestCase("1 2")]
    [TestCase("5\r8")]
    [TestCase("{}\r}")]
    [TestCase("\"\\ud83d\"2")]
    [TestCase("{} {}")]
    [TestCase("[] x")]
    [TestCase("[}")]
    [TestCase("{]")]
    [TestCase("]")]
    [TestCase("[")]
    [TestCase("{")]
    [TestCase("{\"a\":1")]
    public void Anything_but_strict_JSON_is_rejected(string json)
    {
        var exception = Assert.Throws<InvalidJsonException>(() => Read(json));

        Assert.That(exception!.Message, Does.StartWith("The JSON is invalid at "));
    }

    [Test]
    public void JSON_is_read_up_to_64_levels_of_nesting()
    {
        Assert.That(Read(new string('[', 64) + new string(']', 64)), Is.Not.Null);
        Assert.Throws<InvalidJsonException>(() => Read(new string('[', 65) + new string(']', 65)));
    }

    [Test]
    public void JSON_is_read_up_to_the_maximum_number_of_tokens()
    {
        Assert.That(Read(Repeated("1", JsonResponseReader.MaxTokens - 4096)), Is.Not.Null);

        var exception = Assert.Throws<InvalidJsonException>(() => Read(Repeated("1", JsonResponseReader.MaxTokens + 4096)));
        Assert.That(exception!.Problem, Is.EqualTo("the response contains more than 2,000,000 tokens"));
    }

    [Test]
    public void A_JSON_list_is_read_up_to_100000_items()
    {
        var longest = Encoding.UTF8.GetBytes(Repeated("{}", JsonResponseReader.MaxItems));
        Assert.That(
            JsonResponseReader.Read(longest, static (ref reader) => reader.ReadList(Pagination.Read)),
            Has.Count.EqualTo(JsonResponseReader.MaxItems));

        var json = Encoding.UTF8.GetBytes(Repeated("{}", JsonResponseReader.MaxItems + 1));

        var exception = Assert.Throws<InvalidJsonException>(
            () => JsonResponseReader.Read(json, static (ref reader) => reader.ReadList(Pagination.Read)));
        Assert.That(exception!.Problem, Is.EqualTo("the response contains a list of more than 100,000 items"));
    }

    /// <summary>Returns the digits of a number as a whole number, and its exponent.</summary>
    private static (BigInteger Digits, int Exponent) Exact(string number)
    {
        var parts = number.Split('e', 'E');
        var mantissa = parts[0].Split('.');
        var digits = BigInteger.Parse(string.Concat(mantissa), CultureInfo.InvariantCulture);
        var exponent = (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0) - mantissa.Skip(1).Sum(fraction => fraction.Length);

        for (; !digits.IsZero && digits % 10 == 0; exponent++)
        {
            digits /= 10;
        }

        return (digits, digits.IsZero ? 0 : exponent);
    }

    private static string Repeated(string json, int count) => $"[{string.Join(",", Enumerable.Repeat(json, count))}]";

    private static object? Read(string json) => JsonResponseReader.Read(Encoding.UTF8.GetBytes(json), static (ref reader) => reader.ReadAny());
}
