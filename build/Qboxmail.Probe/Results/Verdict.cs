namespace Qboxmail.Probe.Results;

/// <summary>The conclusion of a stage about the method and path of an operation.</summary>
internal enum Verdict
{
    /// <summary>The stage could not find out whether the operation exists.</summary>
    Unknown,

    /// <summary>The operation exists as the document says.</summary>
    Confirmed,

    /// <summary>The operation does not exist as the document says.</summary>
    Refuted,
}
