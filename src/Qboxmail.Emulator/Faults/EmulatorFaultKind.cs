namespace Qboxmail.Emulator;

/// <summary>Specifies the kind of fault that the emulator injects.</summary>
public enum EmulatorFaultKind
{
    /// <summary>
    /// The response is delayed by <see cref="EmulatorFault.Delay"/> on the emulator's clock. The request is processed after the delay, unless the
    /// client has disconnected. With <see cref="EmulatorFault.AfterWork"/>, it is processed before the delay.
    /// </summary>
    Delay,

    /// <summary>
    /// The response is 429 (Too Many Requests), with <see cref="EmulatorFault.Delay"/> in the <c>Retry-After</c> header. The request is not
    /// processed.
    /// </summary>
    RateLimit,

    /// <summary>The response is a server error with the status code <see cref="EmulatorFault.Status"/>, or 500 by default.</summary>
    ServerError,

    /// <summary>The connection is closed without a response.</summary>
    Drop,

    /// <summary>The connection is closed in the middle of the response body. A response without a body is unchanged.</summary>
    CutBody,

    /// <summary>The HTTP response is complete, but its body contains only the first half of the JSON.</summary>
    HalfJson,

    /// <summary>
    /// The response body is sent in ten chunks, each after a delay of <see cref="EmulatorFault.Delay"/> on the emulator's clock. A response without a
    /// body is not delayed.
    /// </summary>
    SlowBody,

    /// <summary>
    /// The response is an HTML page, like that of a proxy, with the status code <see cref="EmulatorFault.Status"/>, or 200 by default.
    /// </summary>
    HtmlPage,

    /// <summary>The <c>Content-Type</c> header of the response is <c>text/plain</c>.</summary>
    WrongContentType,

    /// <summary>The response has no body.</summary>
    EmptyBody,

    /// <summary>Each extensible enumeration in the response, such as a status, has an undocumented value.</summary>
    UnknownEnumValue,

    /// <summary>Each JSON object in the response has an undocumented field.</summary>
    ExtraField,

    /// <summary>
    /// Each field of a resource except its code is an array that contains the value. In a response without resources, this applies to every field.
    /// </summary>
    WrongFieldType,

    /// <summary>
    /// Before the response, the first items that match the query are removed from the list; <see cref="EmulatorFault.Rows"/> is their number. They
    /// remain absent, as if another client had deleted them, but the resources still exist. For lists only.
    /// </summary>
    RowsVanish,

    /// <summary>
    /// Before the response, copies of the first item are added to the front of the list, with new codes; <see cref="EmulatorFault.Rows"/> is their
    /// number. They remain, as if another client had created them, but no resources exist for them. A list contains at most 10,000 copies. For lists
    /// only.
    /// </summary>
    RowsAppear,

    /// <summary>
    /// The response for an empty list is 404 (Not Found), as a client of the real service has observed for mailboxes. For lists only.
    /// </summary>
    EmptyListNotFound,

    /// <summary>The totals of a page report one item and one page more than the list contains. For lists only.</summary>
    TotalsTooHigh,

    /// <summary>The totals of a page are 0, regardless of the contents of the list. For lists only.</summary>
    TotalsZero,

    /// <summary>The totals of a page are strings that are not numbers. For lists only.</summary>
    TotalsAsText,

    /// <summary>The totals of a page are missing. For lists only.</summary>
    TotalsMissing,

    /// <summary>
    /// Pages after the last one repeat the list, with an additional field that differs on each page. The totals report a million pages. An empty list
    /// stays empty. For lists only.
    /// </summary>
    EndlessPages,

    /// <summary><c>resources</c> is an object with numeric property names instead of an array, as PHP serializes an array with gaps.</summary>
    ResourcesAsObject,

    /// <summary>The <c>Content-Encoding</c> header is <c>gzip</c>, but the body is not compressed.</summary>
    WrongContentEncoding,

    /// <summary>The response sets a cookie. A request that contains this cookie fails with 400 (Bad Request).</summary>
    SetCookie,

    /// <summary>Documented fields that a resource lacks are null instead of absent.</summary>
    NullFields,

    /// <summary>Dates and times in the response have a different format, such as <c>2026-04-16 09:00:00 UTC</c>.</summary>
    OtherDateFormat,

    /// <summary>Each extensible enumeration in the response, such as a status, begins with an uppercase character.</summary>
    OtherCase,

    /// <summary>The response contains every documented field. Fields that would be absent have the example values of the OpenAPI document.</summary>
    AllFields,
}
