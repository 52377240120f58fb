using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Qboxmail.Json;

/// <summary>Converts an open enumeration from and to its text. The serializer uses the converter automatically.</summary>
/// <typeparam name="T">The type of the enumeration.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OpenEnumJsonConverter<T> : JsonConverter<T>
    where T : struct
{
    private static readonly IOpenEnum Default = (IOpenEnum)default(T);

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? (T)Default.From(reader.GetString()!)
            : throw new JsonException($"A {typeof(T).Name} must be a string.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

    /// <inheritdoc/>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (T)Default.From(reader.GetString()!);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString()!);
}
