using System.Text.RegularExpressions;

namespace Qboxmail.Json;

/// <summary>Recognizes secret fields by their names.</summary>
internal static partial class SecretNames
{
    // By name, because a new token is returned in a field that the reference does not show. A test compares the pattern with every property of the
    // OpenAPI document whose format is password.
    public const string Pattern = "password|passwd|token|secret|api_?key|csv_file_content";

    public static bool IsSecret(string name) => SecretName().IsMatch(name);

#if NET
    [GeneratedRegex(Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();
#else
    private static readonly Regex SecretNameRegex = new(Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static Regex SecretName() => SecretNameRegex;
#endif
}
