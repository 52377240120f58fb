namespace Qboxmail.Http;

/// <summary>The kind of content in a body, judged by its bytes and not only by its media type.</summary>
internal enum BodyKind
{
    /// <summary>Nothing, or white space only.</summary>
    Empty,

    /// <summary>An object or a list, judged by its first character only.</summary>
    Json,

    /// <summary>An HTML page from a proxy or load balancer; the API itself sends none.</summary>
    Html,

    /// <summary>Anything else, including JSON that is neither an object nor a list.</summary>
    Other,
}
