namespace Qboxmail.Http;

/// <summary>The content of a body, as it looks and not only as its media type says.</summary>
internal enum BodyKind
{
    /// <summary>Nothing, or white space only.</summary>
    Empty,

    /// <summary>An object or a list. Whether it is valid only a reader knows.</summary>
    Json,

    /// <summary>A page, which a proxy or load balancer sent: the API has none.</summary>
    Html,

    /// <summary>Anything else, including JSON that is neither an object nor a list.</summary>
    Other,
}
