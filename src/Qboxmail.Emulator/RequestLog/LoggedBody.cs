using System.Globalization;

namespace Qboxmail.Emulator.RequestLog;

/// <summary>The body of a logged request or response. Its content is empty if it is larger than <see cref="MaxSize"/>.</summary>
internal sealed record LoggedBody(byte[] Content, long Size, string? ContentType)
{
    public const int MaxSize = 256 * 1024;

    public static LoggedBody None { get; } = new([], 0, null);

    public static LoggedBody Of(ReadOnlySpan<byte> content, long size, string? contentType) =>
        size == 0 ? None : new(size <= MaxSize ? content.ToArray() : [], size, contentType);

    /// <summary>Gets the text without secrets, or a remark in parentheses if the body cannot be shown; null if there is no body.</summary>
    public string? Show(string? token)
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"{Size:N0} bytes");

        return Size == 0 ? null
            : Content.Length == 0 ? $"({size}, too large for the log)"
            : ContentType == "application/pdf" ? $"({size} of {ContentType})"
            : SecretMask.Body(Content, token);
    }
}
