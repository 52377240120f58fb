namespace Qboxmail.Emulator;

/// <summary>What goes wrong.</summary>
public enum EmulatorFaultKind
{
    /// <summary>
    /// The call takes <see cref="EmulatorFault.Delay"/>, by the emulator's clock. The work is done after it, and left undone when the caller has gone by
    /// then; with <see cref="EmulatorFault.AfterWork"/> it is done before.
    /// </summary>
    Delay,

    /// <summary>429 with <c>Retry-After</c> of <see cref="EmulatorFault.Delay"/>; nothing is done.</summary>
    RateLimit,

    /// <summary>An error of the server, <see cref="EmulatorFault.Status"/> (500 by default), instead of the work or after it.</summary>
    ServerError,

    /// <summary>The connection is dropped without an answer, instead of the work or after it.</summary>
    Drop,

    /// <summary>The connection is dropped in the middle of the body. An answer without a body comes whole.</summary>
    CutBody,

    /// <summary>The body is whole for HTTP, but only half of the JSON.</summary>
    HalfJson,

    /// <summary>The body comes in ten drops, with <see cref="EmulatorFault.Delay"/> before each, by the emulator's clock. An answer without a body comes at once.</summary>
    SlowBody,

    /// <summary>An HTML page of something in between, with <see cref="EmulatorFault.Status"/> (200 by default), instead of the work or after it.</summary>
    HtmlPage,

    /// <summary>The right body as <c>text/plain</c>.</summary>
    WrongContentType,

    /// <summary>The right status without the body.</summary>
    EmptyBody,

    /// <summary>Each open enumeration of the answer, such as a status, has a value that no document knows.</summary>
    UnknownEnumValue,

    /// <summary>Each object of the answer has a field that no document knows.</summary>
    ExtraField,

    /// <summary>Each field of a resource but its code is a list with the value in it; so is each field of an answer without resources.</summary>
    WrongFieldType,

    /// <summary>
    /// The first rows vanish from a list before it is answered: <see cref="EmulatorFault.Rows"/> of those that its query selects. They stay away from this
    /// list, as if somebody else had deleted them; what they stand for is still there. For lists only.
    /// </summary>
    RowsVanish,

    /// <summary>
    /// Rows appear at the front of a list before it is answered: <see cref="EmulatorFault.Rows"/> copies of its first one, under codes of their own. They
    /// stay in this list, as if somebody else had created them; nothing but the list knows them. For lists only.
    /// </summary>
    RowsAppear,

    /// <summary>A list without rows answers 404, as a real client saw it for mailboxes. For lists only.</summary>
    EmptyListNotFound,

    /// <summary>The totals of a page promise one item and one page more than the list contains. For lists only.</summary>
    TotalsTooHigh,

    /// <summary>The totals of a page are 0, whatever the list contains. For lists only.</summary>
    TotalsZero,

    /// <summary>The totals of a page are text that is not a number. For lists only.</summary>
    TotalsAsText,

    /// <summary>The totals of a page are absent. For lists only.</summary>
    TotalsMissing,

    /// <summary>
    /// The pages after the last one repeat the list with a field that changes, and the totals always promise another page. An empty list stays empty. For
    /// lists only.
    /// </summary>
    EndlessPages,

    /// <summary><c>resources</c> is an object with numbers as names, which PHP makes of a list with gaps.</summary>
    ResourcesAsObject,

    /// <summary>The header <c>Content-Encoding</c> names gzip, and the body is plain.</summary>
    WrongContentEncoding,

    /// <summary>The response sets a cookie. A request that sends it back is refused with 400.</summary>
    SetCookie,
}
