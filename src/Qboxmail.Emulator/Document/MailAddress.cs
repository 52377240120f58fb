namespace Qboxmail.Emulator.Document;

internal static class MailAddress
{
    /// <summary>Returns a value indicating whether the string is a valid email address.</summary>
    public static bool IsValid(string text) =>
        text.LastIndexOf('@') is > 0 and var at && IsLocalPart(text[..at]) && DomainNames.IsValid(text[(at + 1)..]);

    /// <summary>Returns a value indicating whether the string is a valid local part of an email address.</summary>
    public static bool IsLocalPart(string text) =>
        text.Length is > 0 and <= 64 && !text.Any(character => character == '@' || char.IsWhiteSpace(character) || char.IsControl(character));
}
