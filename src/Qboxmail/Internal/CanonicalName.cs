namespace Qboxmail.Internal;

/// <summary>
/// Normalizes the names of domains and mailboxes for comparison: NFC, punycode, lower case, no trailing dot. For example, BÜCHER.example.,
/// bücher.example and xn--bcher-kva.example are the same domain.
/// </summary>
internal static class CanonicalName
{
    private static readonly IdnMapping Idn = new();

    // In invariant globalization mode, Normalize returns every string unchanged.
    private static readonly bool CanCompose = "u\u0308".Normalize(NormalizationForm.FormC) == "\u00FC";

    public static bool AreSameDomain(string? left, string? right) =>
        left is not null && right is not null && string.Equals(OfDomain(left), OfDomain(right), StringComparison.Ordinal);

    public static bool AreSameLocalPart(string? left, string? right) =>
        left is not null && right is not null && string.Equals(OfLocalPart(left), OfLocalPart(right), StringComparison.Ordinal);

    /// <summary>Gets the canonical form of a mailbox name, which is the same for equal names.</summary>
    public static string OfLocalPart(string name) => Fold(name);

    /// <summary>Gets the part of an address before its last @, or <see langword="null"/> if the address is <see langword="null"/>.</summary>
    public static string? LocalPartOf(string? address) =>
        address?.LastIndexOf('@') is { } at and >= 0 ? address.Substring(0, at) : address;

    /// <summary>
    /// Gets the forms in which the API may store a domain name. The API does not document which form it uses for an internationalized name, or
    /// whether a search ignores case.
    /// </summary>
    public static IEnumerable<string> DomainForms(string name)
    {
        var ascii = OfDomain(name);

        return new[] { WithoutTrailingDot(name), InUnicode(ascii), ascii }.Distinct(StringComparer.Ordinal);
    }

    /// <summary>Gets the forms in which the API may store a mailbox name.</summary>
    public static IEnumerable<string> LocalPartForms(string name) => new[] { name, Fold(name) }.Distinct(StringComparer.Ordinal);

    /// <summary>Splits an address into its local part and its domain.</summary>
    public static (string Name, string Domain) Split(string address) =>
        (address ?? throw new ArgumentNullException(nameof(address))).LastIndexOf('@') is var at && at > 0 && at < address.Length - 1
            ? (address.Substring(0, at), address.Substring(at + 1))
            : throw new ArgumentException($"'{address}' is not an email address. Pass an address such as mario.rossi@example.com.", nameof(address));

    /// <summary>Throws if a name is empty or cannot be compared in this process.</summary>
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
            // The name is not a valid domain name, so the API rejects it.
            return folded;
        }
    }

    private static string InUnicode(string ascii)
    {
        try
        {
            // In invariant globalization mode, GetUnicode also decodes control characters, which no valid name contains.
            return Idn.GetUnicode(ascii) is var unicode && unicode.Any(char.IsControl) ? ascii : unicode;
        }
        catch (ArgumentException)
        {
            // The name is not a valid domain name, so the API rejects it.
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
            // The name contains an unpaired surrogate and is therefore invalid.
            return text;
        }
    }

    // RFC 3490 requires these characters to be treated as dots.
    private static string WithoutTrailingDot(string name) =>
        name is [.., '.' or '\u3002' or '\uFF0E' or '\uFF61'] ? name.Substring(0, name.Length - 1) : name;
}
