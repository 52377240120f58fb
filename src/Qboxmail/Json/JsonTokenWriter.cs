namespace Qboxmail.Json;

/// <summary>Writes JSON tokens with the JSON library of the target framework.</summary>
internal sealed partial class JsonTokenWriter : IDisposable
{
    public void StartObject() => _json.WriteStartObject();

    public void EndObject() => _json.WriteEndObject();

    public void StartArray() => _json.WriteStartArray();

    public void EndArray() => _json.WriteEndArray();

    public void Name(string name) => _json.WritePropertyName(name);
}
