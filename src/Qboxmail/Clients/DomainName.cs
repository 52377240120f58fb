using System.Globalization;

namespace Qboxmail.Clients;

/// <summary>How names of domains are compared: an international name and its punycode are the same, and so are large and small characters.</summary>
internal static class DomainName
{
    public static bool AreSame(string? left, string? right) =>
        left is not null && right is not null && string.Equals(ToPunycode(left), ToPunycode(right), StringComparison.OrdinalIgnoreCase);

    /// <summary>The forms in which the API may know a name. Which one it keeps of an international name is not documented.</summary>
    public static IEnumerable<string> Forms(string name) => new[] { name, ToPunycode(name) }.Distinct(StringComparer.OrdinalIgnoreCase);

    private static string ToPunycode(string name)
    {
        try
        {
            return new IdnMapping().GetAscii(name);
        }
        catch (ArgumentException)
        {
            // What is no name of a domain is left to the API to refuse.
            return name;
        }
    }
}
