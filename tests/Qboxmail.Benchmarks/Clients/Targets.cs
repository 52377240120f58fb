namespace Qboxmail.Benchmarks.Clients;

/// <summary>The highest accepted ratio of the library to another client.</summary>
internal static class Targets
{
    private static readonly Dictionary<(string Case, string Client), (double Cpu, double Bytes)> Ratios = new()
    {
        [("get, in memory", "newtonsoft")] = (0.80, 0.60),
        [("get, in memory", "refit")] = (1.00, 0.80),
        [("get, over loopback", "newtonsoft")] = (1.10, 1.00),
        [("get, over loopback", "refit")] = (1.15, 1.10),
        [("page of 200, in memory", "newtonsoft")] = (0.50, 0.60),
        [("page of 200, in memory", "refit")] = (0.90, 0.60),
        [("page of 200, in memory", "stj")] = (1.00, 1.00),
        [("page of 200, over loopback", "refit")] = (0.90, 0.60),
        [("create, in memory", "refit")] = (1.30, 1.30),
        [("validation error, in memory", "refit")] = (1.20, double.NaN),
        [("10,000 items, in memory", "refit")] = (0.90, 0.60),
        [("10,000 items, over loopback", "refit")] = (0.90, 0.60),
        [("64 parallel gets, over loopback", "refit")] = (1.10, double.NaN),
        [("first get, in memory", "nswag")] = (0.80, double.NaN),
        [("first get, in memory", "refit")] = (1.00, double.NaN),
        [("first get, over loopback", "nswag")] = (0.95, double.NaN),
        [("first get, over loopback", "refit")] = (1.10, double.NaN),
        [("IL", "nswag")] = (double.NaN, 0.50),
        [("assembly", "nswag")] = (double.NaN, 0.75),
    };

    public static (double Cpu, double Bytes) Of(string name, string client) =>
        Ratios.TryGetValue((name, client), out var ratios) ? ratios : (double.NaN, double.NaN);

    /// <summary>Formats whether a ratio meets its target; an empty string without a target.</summary>
    public static string Verdict(double ratio, double target) =>
        double.IsNaN(target) ? ""
        : ratio <= target ? FormattableString.Invariant($" ≤ {target:0.00}")
        : FormattableString.Invariant($", **MISS** {target:0.00}");
}
