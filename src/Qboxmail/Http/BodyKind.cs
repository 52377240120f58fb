namespace Qboxmail.Http;

/// <summary>The kind of content in a body, judged by its bytes and not only by its media type.</summary>
internal enum BodyKind
{
    /// <summary>Nothing, or white space only.</summary>
    Empty,

    /// <summary>An object or a list, not validated.</summary>
    Json,

    /// <summary>A page from a proxy or load balancer: the API sends none.</summary>
    Html,

    /// <summary>Anything else, including JSON that is neither an object nor a list.</summary>
    Other,
}
