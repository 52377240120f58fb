namespace Qboxmail.Soak;

/// <summary>Describes what a caller knows about a completed call.</summary>
public enum SoakOutcome
{
    /// <summary>The server processed the request.</summary>
    Done,

    /// <summary>The server did not process the request.</summary>
    NotDone,

    /// <summary>The server may have processed the request.</summary>
    Unknown,
}
