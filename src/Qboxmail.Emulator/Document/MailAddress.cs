namespace Qboxmail.Emulator.Document;

internal static class MailAddress
{
    /// <summary>Whether a text is a name, an <c>@</c> and a domain.</summary>
    public static bool IsValid(string text) =>
        text.LastIndexOf('@') is > 0 and var at && IsLocalPart(text[..at]) && DomainNames.IsValid(text[(at + 1)..]);

    /// <summary>Whether a text can stand before the <c>@</c>.</summary>
    public static bool IsLocalPart(string text) =>
        text.Length is > 0 and <= 64 && !text.Any(character => character == '@' || char.IsWhiteSpace(character) || char.IsControl(character));
}
