namespace Qboxmail;

/// <summary>A file that the API answers. Read <see cref="Content"/>, then dispose of it: until then it holds a connection.</summary>
public sealed class QboxmailDownload : IDisposable
{
    // Windows allows none of these in the name of a file.
    private const string ForbiddenLetters = "<>:\"|?*";

    private readonly HttpResponseMessage? _response;

    /// <summary>Makes a download, for test doubles.</summary>
    /// <param name="content">The bytes. Disposed of together with the download.</param>
    /// <param name="fileName">Name of the file, without a path; null when the API names none.</param>
    /// <param name="contentType">Media type, such as <c>text/csv</c>; null when the API names none.</param>
    /// <param name="length">Number of bytes; null when it is not known beforehand.</param>
    public QboxmailDownload(Stream content, string? fileName = null, string? contentType = null, long? length = null)
    {
        Content = content ?? throw new ArgumentNullException(nameof(content));
        FileName = fileName;
        ContentType = contentType;
        Length = length;
    }

    internal QboxmailDownload(HttpResponseMessage response, Stream content)
        : this(content, NameOf(response), response.Content?.Headers.ContentType?.MediaType, response.Content?.Headers.ContentLength) =>
        _response = response;

    /// <summary>The bytes, to be read once. Reading ends with the exceptions of the connection when it is lost.</summary>
    public Stream Content { get; }

    /// <summary>Name of the file, without a path; null when the API names none.</summary>
    public string? FileName { get; }

    /// <summary>Media type, such as <c>text/csv</c>; null when the API names none.</summary>
    public string? ContentType { get; }

    /// <summary>Number of bytes; null when it is not known beforehand.</summary>
    public long? Length { get; }

    /// <summary>Frees the connection.</summary>
    public void Dispose()
    {
        Content.Dispose();
        _response?.Dispose();
    }

    // The name comes from outside: a path in it, or what one system or another takes for a drive or a stream, must not decide where a file is written.
    private static string? NameOf(HttpResponseMessage response)
    {
        var disposition = response.Content?.Headers.ContentDisposition;
        var name = (disposition?.FileNameStar ?? disposition?.FileName)?.Trim('"').Split('/', '\\').Last().TrimEnd('.', ' ');

        return string.IsNullOrEmpty(name) ? null : new string([.. name.Select(character => char.IsControl(character) || ForbiddenLetters.Contains(character) ? '_' : character)]);
    }
}
