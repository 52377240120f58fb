namespace Qboxmail.Json;

/// <summary>Writes the tokens of JSON. Knows nothing of their meaning.</summary>
internal sealed partial class JsonTokenWriter : IDisposable
{
    /// <summary>Returns plain values as JSON: null, Booleans, numbers, strings, and lists and dictionaries of these.</summary>
    public static string ToText(object? value)
    {
        using var json = new JsonTokenWriter();
        json.WriteAny(value);
        return System.Text.Encoding.UTF8.GetString(json.ToUtf8());
    }

    public void StartObject() => _json.WriteStartObject();

    public void EndObject() => _json.WriteEndObject();

    public void StartArray() => _json.WriteStartArray();

    public void EndArray() => _json.WriteEndArray();

    public void Name(string name) => _json.WritePropertyName(name);

    private void WriteAny(object? value)
    {
        switch (value)
        {
            case string text: Value(text); break;
            case bool flag: Value(flag); break;
            case long number: Value(number); break;
            case decimal number: Value(number); break;
            case IReadOnlyDictionary<string, object?> fields:
                StartObject();

                foreach (var field in fields)
                {
                    Name(field.Key);
                    WriteAny(field.Value);
                }

                EndObject();
                break;
            case IReadOnlyList<object?> items:
                StartArray();

                foreach (var item in items)
                {
                    WriteAny(item);
                }

                EndArray();
                break;
            default: Null(); break;
        }
    }
}
