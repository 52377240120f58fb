using System.Globalization;

namespace Qboxmail.Tests;

/// <summary>Cultures that write numbers and dates differently. In globalization-invariant mode there is none, and one is made from the invariant culture.</summary>
internal static class ForeignCulture
{
    private static bool IsInvariantMode => CultureInfo.GetCultures(CultureTypes.AllCultures).Length == 1;

    public static CultureInfo Create(string name)
    {
        var culture = new CultureInfo(IsInvariantMode ? "" : name);
        culture.NumberFormat.NegativeSign = "~";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.DateTimeFormat.DateSeparator = "|";
        culture.DateTimeFormat.TimeSeparator = ";";
        culture.DateTimeFormat.ShortDatePattern = "d/M/yy";
        return culture;
    }
}
