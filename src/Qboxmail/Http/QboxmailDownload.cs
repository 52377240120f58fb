namespace Qboxmail;

/// <summary>
/// A file that the API returned. Dispose the download after you have read <see cref="Content"/>, because it occupies a connection until then.
/// </summary>
public sealed class QboxmailDownload : IDisposable
{
    private readonly HttpResponseMessage? _response;

    /// <summary>Initializes a new instance of the <see cref="QboxmailDownload"/> class, for use in tests.</summary>
    /// <param name="content">The content of the file. The download disposes the stream.</param>
    /// <param name="fileName">The file name without a path, or <see langword="null"/> if there is none.</param>
    /// <param name="contentType">The media type, for example <c>text/csv</c>, or <see langword="null"/> if there is none.</param>
    /// <param name="length">The length in bytes, or <see langword="null"/> if it is not known in advance.</param>
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
    /// If the connection is lost, reading throws the exception from HttpClient unchanged. If the body cannot be decompressed, reading throws a
    /// <see cref="QboxmailApiException"/>.
    /// </remarks>
    public Stream Content { get; }

    /// <summary>Gets the file name without a path, or <see langword="null"/> if the API does not provide one.</summary>
    /// <remarks>
    /// The name can be combined with a directory path safely: path separators, Windows device names and invisible characters are replaced.
    /// </remarks>
    public string? FileName { get; }

    /// <summary>Gets the media type, for example <c>text/csv</c>, or <see langword="null"/> if the API does not provide one.</summary>
    public string? ContentType { get; }

    /// <summary>Gets the length in bytes, or <see langword="null"/> if it is not known in advance.</summary>
    public long? Length { get; }

    /// <summary>Releases the content and its connection.</summary>
    public void Dispose()
    {
        Content.Dispose();
        _response?.Dispose();
    }
}
