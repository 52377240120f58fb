namespace Qboxmail.Json;

/// <summary>A model that is read from an answer.</summary>
internal interface IAnswer
{
    IDictionary<string, object?> AdditionalProperties { get; }
}
