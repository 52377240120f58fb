namespace Qboxmail.Json;

/// <summary>Decides which JSON numbers are converted to long or decimal. The others stay strings, because a conversion would change them.</summary>
internal static class NumberText
{
    // A longer number with a fraction or an exponent stays a string, because parsing would copy many megabytes several times.
    private const int MaxLength = 1000;

    private static readonly char[] FractionMarks = ['.', 'e', 'E'];

    /// <summary>Returns a number as a <see cref="long"/> or <see cref="decimal"/> if the conversion is exact; otherwise, its text.</summary>
    public static object Parse(ReadOnlySpan<byte> utf8)
    {
        var number = Encoding.UTF8.GetString(utf8.ToArray());

        if (number.Length <= MaxLength && number.IndexOfAny(FractionMarks) >= 0)
        {
            return decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                && SignificantDigits(value.ToString(CultureInfo.InvariantCulture)) == SignificantDigits(number) ? value : number;
        }

        return long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : number;
    }

    // If the conversion to decimal rounds a number, the result has other significant digits than the text.
    private static string SignificantDigits(string number) =>
        new string([.. number.TakeWhile(character => character is not ('e' or 'E')).Where(char.IsDigit)]).Trim('0');
}
