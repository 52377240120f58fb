namespace Qboxmail.Probe.Results;

/// <summary>What a stage found out about the method and path of an operation.</summary>
internal enum Verdict
{
    /// <summary>Nothing was found out.</summary>
    Unknown,

    /// <summary>The operation exists as the document says.</summary>
    Confirmed,

    /// <summary>The operation does not exist as the document says.</summary>
    Refuted,
}
