namespace Qboxmail.Probe.Results;

/// <summary>Specifies the conclusion about the method and path of an operation.</summary>
internal enum Verdict
{
    /// <summary>It remains unknown whether the operation exists.</summary>
    Unknown,

    /// <summary>The operation exists with the method and path in the OpenAPI document.</summary>
    Confirmed,

    /// <summary>The operation does not exist with the method and path in the OpenAPI document.</summary>
    Refuted,
}
