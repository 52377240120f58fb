namespace Qboxmail;

/// <summary>What a state means to a wait.</summary>
public enum WaitVerdict
{
    /// <summary>Not there yet: ask again.</summary>
    Pending,

    /// <summary>What was waited for has come.</summary>
    Ready,

    /// <summary>What was waited for will not come by itself.</summary>
    Failed,
}
