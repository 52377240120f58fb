using System.Text;
#if NET
using System.Text.Json;
using System.Text.Json.Nodes;
#endif

namespace Qboxmail.Json;

/// <summary>Converts the values of JSON libraries, such as JsonElement, with which a library fills the open properties of a model.</summary>
internal static class ForeignJson
{
    /// <summary>Parses a JSON document into plain values.</summary>
    public static object? Parse(string json) =>
        JsonResponseReader.Read(new(Encoding.UTF8.GetBytes(json)), static (ref reader) => reader.ReadAny());

    /// <summary>Returns the JSON of a value of a JSON library; null for any other value.</summary>
    public static string? TextOf(object value) => value switch
    {
#if NET
        // Rewritten, because the source of an element may contain comments and trailing commas.
        JsonElement { ValueKind: JsonValueKind.Object } element => JsonObject.Create(element)!.ToJsonString(),
        JsonElement { ValueKind: JsonValueKind.Array } element => JsonArray.Create(element)!.ToJsonString(),
        JsonElement { ValueKind: not JsonValueKind.Undefined } element => element.GetRawText(),
        JsonNode node => node.ToJsonString(),
#endif
        // By name, because only one of the targets depends on the library.
        _ => value.GetType().FullName is "Newtonsoft.Json.Linq.JObject" or "Newtonsoft.Json.Linq.JArray" ? value.ToString() : null,
    };
}
