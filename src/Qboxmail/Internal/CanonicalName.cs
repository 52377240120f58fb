using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Qboxmail.Internal;

/// <summary>
/// The one form in which names of domains and mailboxes are compared: NFC, punycode, lower case, no trailing dot. BÜCHER.example.,
/// bücher.example and xn--bcher-kva.example are the same domain.
/// </summary>
internal static class CanonicalName
{
    private static readonly IdnMapping Idn = new();

    // Under invariant globalization, .NET leaves every text as it is.
    private static readonly bool CanCompose = "u\u0308".Normalize(NormalizationForm.FormC) == "\u00FC";

    public static bool AreSameDomain(string? left, string? right) =>
        left is not null && right is not null && string.Equals(OfDomain(left), OfDomain(right), StringComparison.Ordinal);

    public static bool AreSameLocalPart(string? left, string? right) =>
        left is not null && right is not null && string.Equals(Fold(left), Fold(right), StringComparison.Ordinal);

    /// <summary>Gets the part of an address before its last @; null for null.</summary>
    public static string? LocalPartOf(string? address) =>
        address?.LastIndexOf('@') is { } at and >= 0 ? address.Substring(0, at) : address;

    /// <summary>Gets the forms in which the API may know a name. It is not documented which one it keeps of an international name.</summary>
    public static IEnumerable<string> DomainForms(string name)
    {
        var given = WithoutTrailingDot(name);

        return new[] { given, Fold(given), OfDomain(given) }.Distinct(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Refuses a name that this process cannot compare.</summary>
    public static void ThrowIfNotComparable(string name, [CallerArgumentExpression(nameof(name))] string argument = "")
    {
        if (!CanCompose && name.Any(IsComposable))
        {
            throw new ArgumentException(
                $"The name '{name}' contains combining marks, which cannot be compared under invariant globalization. "
                + "Use the composed form (NFC) or punycode, or set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT to 0.",
                argument);
        }
    }

    private static string OfDomain(string name)
    {
        var folded = Fold(WithoutTrailingDot(name));

        try
        {
            return Idn.GetAscii(folded).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            // The API refuses what is not a domain name.
            return folded;
        }
    }

    private static string Fold(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            // A lone surrogate, which no name contains.
            return text;
        }
    }

    // The dots of RFC 3490.
    private static string WithoutTrailingDot(string name) =>
        name.Length > 1 && (name[name.Length - 1] is '.' or '\u3002' or '\uFF0E' or '\uFF61') ? name.Substring(0, name.Length - 1) : name;

    private static bool IsComposable(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        || character is >= '\u1100' and <= '\u11FF';
}
