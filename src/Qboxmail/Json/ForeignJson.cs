using System.Text;

namespace Qboxmail.Json;

/// <summary>Reads the values that JSON libraries put in place of plain ones when they deserialize a model.</summary>
internal static class ForeignJson
{
    /// <summary>Returns a JSON document as plain values.</summary>
    public static object? Parse(string json) =>
        JsonResponseReader.Read(new(Encoding.UTF8.GetBytes(json)), static (ref reader) => reader.ReadAny());

    /// <summary>Returns the JSON of a value of a JSON library; null for any other value.</summary>
    public static string? TextOf(object value) => value switch
    {
#if NET
        System.Text.Json.JsonElement element => element.GetRawText(),
        System.Text.Json.Nodes.JsonNode node => node.ToJsonString(),
#endif
        // By name, because only one of the targets depends on the library.
        _ => value.GetType().FullName is "Newtonsoft.Json.Linq.JObject" or "Newtonsoft.Json.Linq.JArray" ? value.ToString() : null,
    };
}
