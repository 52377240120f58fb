using System.Text.RegularExpressions;

namespace Qboxmail.Json;

/// <summary>Takes secrets out of texts that people will read.</summary>
internal static partial class Secrets
{
    public const string Mask = "***";

    // A name counts by its look, because a new token is answered under a name that the reference does not show. A test holds this
    // against every property of the document with the format password.
    private const string SecretNamePattern = "password|passwd|token|secret|api_?key";

    private const string SecretFieldPattern = """(?<name>"[^"\\]{0,100}(?:password|passwd|token|secret|api_?key)[^"\\]{0,100}"\s*:\s*)(?:"(?:[^"\\]|\\.)*"?|\d+)""";

    public static bool IsSecret(string name) => SecretName().IsMatch(name);

    /// <summary>The text without the given secrets and without the values of JSON fields whose names look like secrets.</summary>
    public static string Remove(string text, IEnumerable<string> secrets)
    {
        foreach (var secret in secrets.Where(secret => secret.Length > 0).OrderByDescending(secret => secret.Length))
        {
            text = text.Replace(secret, Mask);
        }

        return SecretField().Replace(text, "${name}\"" + Mask + "\"");
    }

#if NET
    [GeneratedRegex(SecretNamePattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    [GeneratedRegex(SecretFieldPattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretField();
#else
    private static readonly Regex Name = new(SecretNamePattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex Field = new(SecretFieldPattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static Regex SecretName() => Name;

    private static Regex SecretField() => Field;
#endif
}
