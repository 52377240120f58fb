namespace Qboxmail.Json;

/// <summary>A model that is sent in requests.</summary>
internal interface IRequestBody
{
    /// <summary>Writes the properties of the model.</summary>
    void Write(RequestWriter json);
}
