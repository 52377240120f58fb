#if NET
using System.Text.Json.Nodes;
#endif

namespace Qboxmail.Json;

/// <summary>
/// Converts values such as JsonElement and JObject, which JSON libraries store in the untyped properties of a model, to plain values.
/// </summary>
internal static class ForeignJson
{
    /// <summary>Parses a JSON document into dictionaries, lists and simple values.</summary>
    public static object? Parse(string json) =>
        JsonResponseReader.Read(new(Encoding.UTF8.GetBytes(json)), static (ref reader) => reader.ReadAny());

    /// <summary>Returns the JSON of a value from a JSON library, or <see langword="null"/> for any other value.</summary>
    public static string? TextOf(object value) => value switch
    {
#if NET
        // Objects and arrays are serialized again, because the raw text of a JsonElement may contain comments and trailing commas.
        JsonElement { ValueKind: JsonValueKind.Object } element => JsonObject.Create(element)!.ToJsonString(),
        JsonElement { ValueKind: JsonValueKind.Array } element => JsonArray.Create(element)!.ToJsonString(),
        JsonElement { ValueKind: not JsonValueKind.Undefined } element => element.GetRawText(),
        JsonNode node => node.ToJsonString(),
#endif
        // The types are compared by name, because only the .NET Standard build depends on Newtonsoft.Json.
        _ => value.GetType().FullName is "Newtonsoft.Json.Linq.JObject" or "Newtonsoft.Json.Linq.JArray" ? value.ToString() : null,
    };
}
