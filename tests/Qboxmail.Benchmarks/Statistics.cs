using System.Globalization;

namespace Qboxmail.Benchmarks;

/// <summary>Medians and spreads as the tables show them.</summary>
internal static class Statistics
{
    public static double Median(this IEnumerable<double> values) => values.Order().ToArray() switch
    {
        [] => double.NaN,
        var sorted => sorted[sorted.Length / 2],
    };

    /// <summary>Formats the median with minimum and maximum.</summary>
    public static string Spread(this IReadOnlyCollection<double> values, string format) => string.Format(
        CultureInfo.InvariantCulture, $"{{0:{format}}} ({{1:{format}}} to {{2:{format}}})", values.Median(), values.Min(), values.Max());
}
