using System.Text.RegularExpressions;

namespace Qboxmail.Emulator.Document;

internal static partial class DomainNames
{
    /// <summary>Whether a text is a host name of two or more parts, international names in punycode.</summary>
    public static bool IsValid(string name) => name.Length <= 253 && Pattern().IsMatch(name);

    [GeneratedRegex(@"^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\z")]
    private static partial Regex Pattern();
}
