namespace Qboxmail.Json;

/// <summary>A model that is read from an answer.</summary>
internal interface IResponseModel
{
    /// <summary>What tells the resource from others in its list: its code or id; null when it has none.</summary>
    string? Identity { get; }

    IDictionary<string, object?> AdditionalProperties { get; }
}
