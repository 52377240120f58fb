namespace Qboxmail.Soak;

/// <summary>What a caller knows about a call that has ended.</summary>
public enum SoakOutcome
{
    /// <summary>The service processed it.</summary>
    Done,

    /// <summary>The service did not process it.</summary>
    NotDone,

    /// <summary>The service may have processed it.</summary>
    Open,
}
