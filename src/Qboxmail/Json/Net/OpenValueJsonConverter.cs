namespace Qboxmail.Json;

/// <summary>Converts a property without a documented type to and from JSON. System.Text.Json uses this converter automatically.</summary>
/// <typeparam name="T">The type of the property.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OpenValueJsonConverter<T> : JsonConverter<T>
    where T : class
{
    /// <inheritdoc/>
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);

        return ForeignJson.Parse(ForeignJson.TextOf(document.RootElement)!) as T
            ?? throw new JsonException($"Cannot convert a JSON value of kind {document.RootElement.ValueKind} to {typeof(T).Name}.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteRawValue(RequestWriter.WriteValue(value));
}
