using Qboxmail.Json;

namespace Qboxmail.Http;

/// <summary>
/// Converts file names from a server to safe names, which contain no path, drive, stream or device name and no invisible characters.
/// </summary>
internal static class FileNames
{
    // Windows does not allow these characters in file names.
    private const string ForbiddenCharacters = "<>:\"|?*";

    // These letters and marks are rendered as nothing or as white space.
    private const string InvisibleLetters = "\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0";

    private const int MaxBytes = 255;
    private const int MaxExtensionLength = 16;

    private static readonly char[] Trimmed = ['.', ' '];

    private static readonly Regex Parameter = new(
        "(?:^|;)\\s*filename\\s*=\\s*(\"[^\"]*\"|[^;]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // Windows reserves these device names with any extension, and treats superscript digits in them as digits.
    private static readonly Regex Device = new(
        @"^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9\u00B9\u00B2\u00B3])[ ]*(?:\.|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Returns the safe form of the file name in Content-Disposition, or <see langword="null"/> if there is none.</summary>
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

    /// <summary>
    /// Gets the name from a Content-Disposition header that .NET cannot parse, for example with unquoted spaces or a trailing semicolon.
    /// </summary>
    private static string? UnparsedName(HttpResponseMessage response) =>
        response.Content is { } content && content.Headers.TryGetValues("Content-Disposition", out var values)
        && Parameter.Match(string.Join(",", values)) is { Success: true } parameter
            ? parameter.Groups[1].Value.Trim()
            : null;

    // A surrogate has the category of its pair, because some pairs, such as tag characters, are invisible.
    private static bool IsSafe(string name, int index)
    {
        var start = index > 0 && char.IsSurrogatePair(name, index - 1) ? index - 1 : index;

        return !ForbiddenCharacters.Contains(name[index]) && !InvisibleLetters.Contains(name[index])
            && CharUnicodeInfo.GetUnicodeCategory(name, start) is not
                (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
    }

    /// <summary>Shortens a name to the length that file systems accept. An extension of usual length is kept.</summary>
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

    /// <summary>Decodes a UTF-8 name, because HttpClient decodes response headers as ISO 8859-1.</summary>
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
            // The name is not valid UTF-8, so it is ISO 8859-1.
            return name;
        }
    }
}
