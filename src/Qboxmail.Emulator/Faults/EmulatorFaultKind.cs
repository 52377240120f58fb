namespace Qboxmail.Emulator;

/// <summary>The kinds of faults.</summary>
public enum EmulatorFaultKind
{
    /// <summary>
    /// The response is delayed by <see cref="EmulatorFault.Delay"/> on the emulator's clock. The emulator then processes the request, unless the
    /// caller has disconnected. With <see cref="EmulatorFault.AfterWork"/> it processes the request first.
    /// </summary>
    Delay,

    /// <summary>The response is 429 with a <c>Retry-After</c> of <see cref="EmulatorFault.Delay"/>. The request is not processed.</summary>
    RateLimit,

    /// <summary>The response is a server error with <see cref="EmulatorFault.Status"/>, 500 by default.</summary>
    ServerError,

    /// <summary>The connection closes without a response.</summary>
    Drop,

    /// <summary>The connection closes in the middle of the body. A response without a body is unchanged.</summary>
    CutBody,

    /// <summary>The HTTP message is complete, but the body contains only half of the JSON.</summary>
    HalfJson,

    /// <summary>
    /// The body comes in ten chunks, with <see cref="EmulatorFault.Delay"/> before each on the emulator's clock. A response without a body is not
    /// delayed.
    /// </summary>
    SlowBody,

    /// <summary>The response is an HTML page, as from a proxy, with <see cref="EmulatorFault.Status"/>, 200 by default.</summary>
    HtmlPage,

    /// <summary>The content type of the body is <c>text/plain</c>.</summary>
    WrongContentType,

    /// <summary>The response has no body.</summary>
    EmptyBody,

    /// <summary>Each open enumeration of the response, such as a status, has an undocumented value.</summary>
    UnknownEnumValue,

    /// <summary>Each object of the response has an undocumented field.</summary>
    ExtraField,

    /// <summary>
    /// Each field of a resource except its code is a list that contains the value. In a response without resources, this applies to every field.
    /// </summary>
    WrongFieldType,

    /// <summary>
    /// Before the response, the first items that match the query vanish from the list; <see cref="EmulatorFault.Rows"/> is their number. They remain
    /// absent from this list, as if somebody else had deleted them, but the resources still exist. For lists only.
    /// </summary>
    RowsVanish,

    /// <summary>
    /// Items appear at the front of a list before the response: <see cref="EmulatorFault.Rows"/> copies of its first item with new codes. They remain
    /// in this list, as if somebody else had created them, but no resource exists for them. A list contains at most 10,000 of them. For lists only.
    /// </summary>
    RowsAppear,

    /// <summary>The response for an empty list is 404, as a real client observed for mailboxes. For lists only.</summary>
    EmptyListNotFound,

    /// <summary>The totals of a page count one item and one page more than the list contains. For lists only.</summary>
    TotalsTooHigh,

    /// <summary>The totals of a page are 0, whatever the list contains. For lists only.</summary>
    TotalsZero,

    /// <summary>The totals of a page are text that is not a number. For lists only.</summary>
    TotalsAsText,

    /// <summary>The totals of a page are absent. For lists only.</summary>
    TotalsMissing,

    /// <summary>
    /// Pages after the last one repeat the list, with an additional field that differs on each page. The totals report a million pages. An empty list
    /// stays empty.
    /// For lists only.
    /// </summary>
    EndlessPages,

    /// <summary><c>resources</c> is an object with numbers as names, as PHP serializes an array with gaps.</summary>
    ResourcesAsObject,

    /// <summary>The header <c>Content-Encoding</c> is gzip, but the body is not compressed.</summary>
    WrongContentEncoding,

    /// <summary>The response sets a cookie. A request that sends the cookie back fails with 400.</summary>
    SetCookie,

    /// <summary>Each documented field that a resource lacks is null instead of absent.</summary>
    NullFields,

    /// <summary>Dates and times of the response have another format, such as <c>2026-04-16 09:00:00 UTC</c>.</summary>
    OtherDateFormat,

    /// <summary>States and other open enumerations of the response begin with an uppercase character.</summary>
    OtherCase,

    /// <summary>The response contains every documented field. Fields that are otherwise absent have the example of the document.</summary>
    AllFields,
}
