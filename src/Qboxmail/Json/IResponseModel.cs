namespace Qboxmail.Json;

/// <summary>A model that is read from responses.</summary>
internal interface IResponseModel
{
    /// <summary>Gets the code or ID that identifies the resource in its list, or <see langword="null"/> if it has none.</summary>
    string? Identity { get; }

    IDictionary<string, object?> AdditionalProperties { get; }

    /// <summary>Reads the properties of the JSON object at the current position of the reader.</summary>
    void ReadFields(ref JsonResponseReader json);
}
