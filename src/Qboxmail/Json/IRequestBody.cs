namespace Qboxmail.Json;

/// <summary>A model that requests contain.</summary>
internal interface IRequestBody
{
    void Write(RequestWriter json);
}
