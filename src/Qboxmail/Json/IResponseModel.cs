namespace Qboxmail.Json;

/// <summary>A model that responses contain.</summary>
internal interface IResponseModel
{
    /// <summary>Gets the code or id that identifies the resource in its list; null when it has none.</summary>
    string? Identity { get; }

    IDictionary<string, object?> AdditionalProperties { get; }

    /// <summary>Reads the fields of the object at the current position of the reader.</summary>
    void ReadFields(ref JsonResponseReader json);
}
