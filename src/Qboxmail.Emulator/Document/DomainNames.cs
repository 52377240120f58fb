using System.Text.RegularExpressions;

namespace Qboxmail.Emulator.Document;

internal static partial class DomainNames
{
    /// <summary>
    /// Returns a value indicating whether the name is a host name with two or more labels. Internationalized names must be in Punycode.
    /// </summary>
    public static bool IsValid(string name) => name.Length <= 253 && Pattern().IsMatch(name);

    [GeneratedRegex(@"^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\z")]
    private static partial Regex Pattern();
}
