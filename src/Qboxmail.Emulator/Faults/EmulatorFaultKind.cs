namespace Qboxmail.Emulator;

/// <summary>What goes wrong.</summary>
public enum EmulatorFaultKind
{
    /// <summary>The answer comes after <see cref="EmulatorFault.Delay"/>.</summary>
    Delay,

    /// <summary>429 with <c>Retry-After</c> of <see cref="EmulatorFault.Delay"/>; nothing is done.</summary>
    RateLimit,

    /// <summary>An error of the server, <see cref="EmulatorFault.Status"/> (500 by default).</summary>
    ServerError,

    /// <summary>The connection is dropped without an answer.</summary>
    Drop,

    /// <summary>The connection is dropped in the middle of the body.</summary>
    CutBody,

    /// <summary>The body is whole for HTTP, but only half of the JSON.</summary>
    HalfJson,

    /// <summary>The body comes in drops, with <see cref="EmulatorFault.Delay"/> between them.</summary>
    SlowBody,

    /// <summary>An HTML page of something in between, with <see cref="EmulatorFault.Status"/> (200 by default).</summary>
    HtmlPage,

    /// <summary>The right body as <c>text/plain</c>.</summary>
    WrongContentType,

    /// <summary>A success without a body.</summary>
    EmptyBody,

    /// <summary>A state that no document knows.</summary>
    UnknownEnumValue,

    /// <summary>A field that no document knows.</summary>
    ExtraField,

    /// <summary>Fields of other types than documented.</summary>
    WrongFieldType,

    /// <summary>Rows vanish from the front of a list before it is answered.</summary>
    RowsVanish,

    /// <summary>Rows appear at the front of a list before it is answered.</summary>
    RowsAppear,

    /// <summary>A list without rows answers 404, as a real client saw it for mailboxes.</summary>
    EmptyListNotFound,
}
