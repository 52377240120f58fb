namespace Qboxmail.Json;

/// <summary>A model that requests contain.</summary>
internal interface IRequestBody
{
    /// <summary>Gets the fields to send in addition to the properties; null for none.</summary>
    IDictionary<string, object?>? Additional { get; }

    /// <summary>Writes the properties.</summary>
    void Write(RequestWriter json);
}
