namespace Qboxmail.Json;

/// <summary>A model that requests contain.</summary>
internal interface IRequestBody
{
    /// <summary>Writes the properties.</summary>
    void Write(RequestWriter json);
}
