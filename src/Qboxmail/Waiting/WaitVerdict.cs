namespace Qboxmail;

/// <summary>Specifies what the state of a resource means for a wait.</summary>
public enum WaitVerdict
{
    /// <summary>The wait continues.</summary>
    Pending,

    /// <summary>The wait ends successfully.</summary>
    Ready,

    /// <summary>The wait fails, because the expected state will not be reached.</summary>
    Failed,
}
