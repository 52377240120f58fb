namespace Qboxmail.Json;

/// <summary>A model that is sent.</summary>
internal interface IRequestBody
{
    void Write(RequestWriter json);
}
