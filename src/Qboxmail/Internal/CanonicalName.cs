using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Qboxmail.Internal;

/// <summary>
/// Normalizes names of domains and mailboxes for comparison: NFC, punycode, lower case, no trailing dot. BÜCHER.example.,
/// bücher.example and xn--bcher-kva.example are the same domain.
/// </summary>
internal static class CanonicalName
{
    private static readonly IdnMapping Idn = new();

    // Under invariant globalization, Normalize returns every text unchanged.
    private static readonly bool CanCompose = "u\u0308".Normalize(NormalizationForm.FormC) == "\u00FC";

    public static bool AreSameDomain(string? left, string? right) =>
        left is not null && right is not null && string.Equals(OfDomain(left), OfDomain(right), StringComparison.Ordinal);

    public static bool AreSameLocalPart(string? left, string? right) =>
        left is not null && right is not null && string.Equals(OfLocalPart(left), OfLocalPart(right), StringComparison.Ordinal);

    /// <summary>Gets the normalized form of the name of a mailbox. Equal names have the same form.</summary>
    public static string OfLocalPart(string name) => Fold(name);

    /// <summary>Gets the part of an address before its last @; null for null.</summary>
    public static string? LocalPartOf(string? address) =>
        address?.LastIndexOf('@') is { } at and >= 0 ? address.Substring(0, at) : address;

    /// <summary>
    /// Gets the forms in which the API may store a name. The API documents neither which one it uses for an internationalized name, nor whether a
    /// search ignores case.
    /// </summary>
    public static IEnumerable<string> DomainForms(string name)
    {
        var ascii = OfDomain(name);

        return new[] { WithoutTrailingDot(name), InUnicode(ascii), ascii }.Distinct(StringComparer.Ordinal);
    }

    /// <summary>Gets the forms in which the API may store the name of a mailbox.</summary>
    public static IEnumerable<string> LocalPartForms(string name) => new[] { name, Fold(name) }.Distinct(StringComparer.Ordinal);

    /// <summary>Splits an address into its local part and its domain.</summary>
    public static (string Name, string Domain) Split(string address) =>
        (address ?? throw new ArgumentNullException(nameof(address))).LastIndexOf('@') is var at && at > 0 && at < address.Length - 1
            ? (address.Substring(0, at), address.Substring(at + 1))
            : throw new ArgumentException($"'{address}' is not an address. Pass one such as mario.rossi@example.com.", nameof(address));

    /// <summary>Throws when the name is empty, or this process cannot compare it.</summary>
    public static void ThrowIfNotComparable(string name, [CallerArgumentExpression(nameof(name))] string argument = "")
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw name is null ? new ArgumentNullException(argument) : new ArgumentException("A name must not be empty.", argument);
        }

        if (!CanCompose && Regex.IsMatch(name, @"[\p{M}\u1100-\u11FF]"))
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
            // Not a domain name; the API rejects it.
            return folded;
        }
    }

    private static string InUnicode(string ascii)
    {
        try
        {
            // Under invariant globalization, punycode of control characters is decoded too. It is not a name.
            return Idn.GetUnicode(ascii) is var unicode && unicode.Any(char.IsControl) ? ascii : unicode;
        }
        catch (ArgumentException)
        {
            // Not a domain name; the API rejects it.
            return ascii;
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
            // An unpaired surrogate, which no valid name contains.
            return text;
        }
    }

    // RFC 3490 defines these characters as dots.
    private static string WithoutTrailingDot(string name) =>
        name is [.., '.' or '\u3002' or '\uFF0E' or '\uFF61'] ? name.Substring(0, name.Length - 1) : name;
}
