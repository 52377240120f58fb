using System.Text.RegularExpressions;

namespace Qboxmail.Emulator.Document;

internal static partial class DomainNames
{
    /// <summary>Whether a text is a host name of two or more parts, international names in punycode.</summary>
    public static bool IsValid(string name) => name.Length <= 253 && Pattern().IsMatch(name);

    [GeneratedRegex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$")]
    private static partial Regex Pattern();
}
