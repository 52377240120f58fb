namespace Qboxmail.Http;

/// <summary>Specifies the kind of content in a response body, based on its bytes and its media type.</summary>
internal enum BodyKind
{
    /// <summary>The body is empty or contains only white space.</summary>
    Empty,

    /// <summary>The body starts like a JSON object or array.</summary>
    Json,

    /// <summary>The body is an HTML page, for example from a proxy or load balancer. The API sends none.</summary>
    Html,

    /// <summary>The body is anything else, including JSON values other than objects and arrays.</summary>
    Other,
}
