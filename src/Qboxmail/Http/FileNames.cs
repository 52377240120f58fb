using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Qboxmail.Json;

namespace Qboxmail.Http;

/// <summary>
/// Makes a file name from a server safe: it cannot select a path, drive, stream or device on any system, and contains no invisible characters.
/// </summary>
internal static class FileNames
{
    // Windows does not allow these in a file name.
    private const string ForbiddenCharacters = "<>:\"|?*";

    // Letters and marks that are displayed as nothing or as a blank.
    private const string InvisibleLetters = "\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0";

    private const int MaxBytes = 255;
    private const int MaxExtensionLength = 16;

    private static readonly char[] Trimmed = ['.', ' '];

    private static readonly Regex Parameter = new(
        "(?:^|;)\\s*filename\\s*=\\s*(\"[^\"]*\"|[^;]*)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // Names of Windows devices, which are reserved with any extension. Windows treats superscript digits like digits here.
    private static readonly Regex Device = new(
        @"^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9\u00B9\u00B2\u00B3])[ ]*(?:\.|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Returns the name in Content-Disposition in a safe form, or null when there is none.</summary>
    public static string? Of(HttpResponseMessage response)
    {
        var disposition = response.Content?.Headers.ContentDisposition;
        var name = disposition?.FileNameStar is { } extended and not ""
            ? extended
            : Decoded(disposition?.FileName ?? UnparsedName(response));
        var last = name?.Trim('"').Replace("\\\"", "\"").Split('/', '\\').Last() ?? "";
        var safe = new string([.. last.Select((character, index) => IsSafe(last, index) ? character : '_')]).Trim(Trimmed);

        return safe.Length == 0 ? null : Shortened(Device.IsMatch(safe) ? "_" + safe : safe);
    }

    /// <summary>Gets the name from a header that HttpClient rejects: with a space outside quotes, or a semicolon at the end.</summary>
    private static string? UnparsedName(HttpResponseMessage response) =>
        response.Content is { } content && content.Headers.TryGetValues("Content-Disposition", out var values)
        && Parameter.Match(string.Join(",", values)) is { Success: true } parameter
            ? parameter.Groups[1].Value.Trim()
            : null;

    // The category of a surrogate is that of its pair, because some pairs are invisible, for example tag characters.
    private static bool IsSafe(string name, int index)
    {
        var start = index > 0 && char.IsSurrogatePair(name, index - 1) ? index - 1 : index;

        return !ForbiddenCharacters.Contains(name[index]) && !InvisibleLetters.Contains(name[index])
            && CharUnicodeInfo.GetUnicodeCategory(name, start) is not
                (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
    }

    /// <summary>Shortens a name to the length that file systems accept, and keeps an extension of usual length.</summary>
    private static string Shortened(string name)
    {
        var extension = Path.GetExtension(name) is { Length: <= MaxExtensionLength } usual ? usual : "";
        var stem = name.Substring(0, name.Length - extension.Length);

        while (Encoding.UTF8.GetByteCount(stem + extension) > MaxBytes)
        {
            stem = stem.Substring(0, stem.Length - (char.IsLowSurrogate(stem[stem.Length - 1]) ? 2 : 1));
        }

        return (stem + extension).TrimEnd(Trimmed);
    }

    /// <summary>Decodes UTF-8, because .NET reads response headers as ISO 8859-1.</summary>
    private static string? Decoded(string? name)
    {
        try
        {
            return name is null || name.Any(character => character > '\u00FF')
                ? name
                : SentText.StrictUtf8.GetString(TextEncodings.Latin1.GetBytes(name));
        }
        catch (DecoderFallbackException)
        {
            // The name is ISO 8859-1.
            return name;
        }
    }
}
