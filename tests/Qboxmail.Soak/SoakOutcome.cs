namespace Qboxmail.Soak;

/// <summary>The outcome of a call as its caller sees it.</summary>
public enum SoakOutcome
{
    /// <summary>The service processed it.</summary>
    Done,

    /// <summary>The service did not process it.</summary>
    NotDone,

    /// <summary>The service may have processed it.</summary>
    Open,
}
