namespace Qboxmail;

/// <summary>A file that the API returns. Read <see cref="Content"/>, then dispose the download: until then it occupies a connection.</summary>
public sealed class QboxmailDownload : IDisposable
{
    private readonly HttpResponseMessage? _response;

    /// <summary>Initializes a download, for test doubles.</summary>
    /// <param name="content">The content of the file. The download disposes the stream.</param>
    /// <param name="fileName">The name of the file, without a path; null when the API names none.</param>
    /// <param name="contentType">The media type, for example <c>text/csv</c>; null when the API names none.</param>
    /// <param name="length">The number of bytes; null when it is not known in advance.</param>
    public QboxmailDownload(Stream content, string? fileName = null, string? contentType = null, long? length = null)
    {
        Content = content ?? throw new ArgumentNullException(nameof(content));
        FileName = fileName;
        ContentType = contentType;
        Length = length;
    }

    internal QboxmailDownload(HttpResponseMessage response, Stream content)
        : this(content, Http.FileNames.Of(response), response.Content?.Headers.ContentType?.MediaType, response.Content?.Headers.ContentLength) =>
        _response = response;

    /// <summary>Gets the content of the file, which can be read once.</summary>
    /// <remarks>
    /// When the connection is lost, reading throws the exception of the HTTP client unchanged. When the body is not compressed as its
    /// Content-Encoding says, reading throws a <see cref="QboxmailApiException"/>.
    /// </remarks>
    public Stream Content { get; }

    /// <summary>Gets the name of the file, without a path; null when the API names none.</summary>
    /// <remarks>Safe to use in a folder: path separators, Windows device names and invisible characters are replaced.</remarks>
    public string? FileName { get; }

    /// <summary>Gets the media type, for example <c>text/csv</c>; null when the API names none.</summary>
    public string? ContentType { get; }

    /// <summary>Gets the number of bytes; null when it is not known in advance.</summary>
    public long? Length { get; }

    /// <summary>Releases the connection.</summary>
    public void Dispose()
    {
        Content.Dispose();
        _response?.Dispose();
    }
}
