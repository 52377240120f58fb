using System.Globalization;
using System.Text;

namespace Qboxmail.Json;

/// <summary>Decides which numbers of JSON are read as numbers. The others stay text: a conversion would change them.</summary>
internal static class NumberText
{
    // A number this short always fits in a decimal, and without a fraction in a long.
    private const int MaxPlainLength = 18;

    // A fraction this short fits in a decimal without loss.
    private const int MaxDecimalLength = 28;

    // An E, a sign and two digits: no decimal has a larger exponent.
    private const int MaxExponentLength = 4;

    // The number of digits that a decimal can have after its point.
    private const int MaxScale = 28;

    // The limit of a number with trailing zeros. A number of many megabytes would be copied several times.
    private const int MaxLength = 1000;

    private static readonly char[] ExponentMarks = ['e', 'E'];

    /// <summary>Returns whether a number without leading zeros is exact as a <see cref="long"/> or <see cref="decimal"/>.</summary>
    public static bool IsExact(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length <= MaxPlainLength && utf8.IndexOfAny((byte)'e', (byte)'E') < 0)
        {
            return true;
        }

        if (utf8.Length > MaxLength)
        {
            return false;
        }

        var number = Encoding.UTF8.GetString(utf8.ToArray());
        var exponent = number.IndexOfAny(ExponentMarks);

        if (exponent < 0 && number.IndexOf('.') < 0)
        {
            return long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
        }

        if (exponent < 0)
        {
            return number.Length <= MaxDecimalLength
                || (decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                    && Trimmed(value.ToString(CultureInfo.InvariantCulture)) == Trimmed(number));
        }

        return number.Length <= MaxDecimalLength && number.Length - exponent <= MaxExponentLength
            && ScaleOf(number.Split(ExponentMarks)) <= MaxScale
            && decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }

    /// <summary>Returns the number of digits after the point when the number is written without an exponent.</summary>
    private static int ScaleOf(string[] mantissaAndExponent)
    {
        var mantissa = mantissaAndExponent[0];
        var point = mantissa.IndexOf('.');
        var fraction = point < 0 ? 0 : mantissa.Length - point - 1;
        return fraction - int.Parse(mantissaAndExponent[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    private static string Trimmed(string number) => number.IndexOf('.') < 0 ? number : number.TrimEnd('0').TrimEnd('.');
}
