namespace Qboxmail.Soak;

/// <summary>What a caller knows of a call that has ended.</summary>
public enum SoakOutcome
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>It was surely not done.</summary>
    NotDone,

    /// <summary>It may have been done.</summary>
    Open,
}
