using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Document;

/// <summary>Parses JSON and rejects duplicate property names and invalid Unicode, which <see cref="JsonNode"/> would detect only on access.</summary>
internal static class StrictJson
{
    /// <exception cref="JsonException">The text is not valid JSON, or contains duplicate property names or invalid Unicode.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> json, JsonDocumentOptions options = default)
    {
        // The Unicode check comes first, because the check for duplicate names throws a different exception on invalid Unicode.
        RequireUnicode(json, options);
        options.AllowDuplicateProperties = false;
        return JsonNode.Parse(json, null, options);
    }

    /// <exception cref="JsonException">The text is not valid JSON, or contains duplicate property names or invalid Unicode.</exception>
    public static JsonNode? Parse(string json, JsonDocumentOptions options) => Parse(Encoding.UTF8.GetBytes(json), options);

    private static void RequireUnicode(ReadOnlySpan<byte> json, JsonDocumentOptions options)
    {
        var reader = new Utf8JsonReader(
            json, new JsonReaderOptions { AllowTrailingCommas = options.AllowTrailingCommas, CommentHandling = options.CommentHandling });

        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String && !IsUnicode(ref reader))
            {
                throw new JsonException("The JSON contains a string with invalid Unicode.");
            }
        }
    }

    private static bool IsUnicode(ref Utf8JsonReader reader)
    {
        try
        {
            reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            // The string contains invalid UTF-8 or an escaped lone surrogate.
            return false;
        }
    }
}
