using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Qboxmail.Json;

namespace Qboxmail.Fuzz;

/// <summary>Finds secrets in texts that must not contain any.</summary>
internal static partial class Leaks
{
    /// <summary>The secret that a text shows although it must not; null when it shows none.</summary>
    public static string? Find(string text, FuzzInput input)
    {
        // In the wrong encoding a character may be surrounded by zeros.
        var clean = text.Replace("\0", "", StringComparison.Ordinal);

        return clean.Contains(Marks.SentCore, StringComparison.Ordinal) && input.Kind.Contains("echo", StringComparison.Ordinal) ? "what was sent"
            : clean.Contains(Marks.ReceivedCore, StringComparison.Ordinal) && StandsInSecretFieldsOnly(input) ? "what was answered"
            : null;
    }

    /// <summary>
    /// Whether it can be told of each mark that it is a secret: a reader that is not ours finds it under such a name, or it follows one closely.
    /// </summary>
    private static bool StandsInSecretFieldsOnly(FuzzInput input)
    {
        try
        {
            using var json = JsonDocument.Parse(input.Body, new JsonDocumentOptions { MaxDepth = 60 });
            return !ShowsMark("", json.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            using var reader = new StreamReader(new MemoryStream(input.Body), Encoding.UTF8);
            var text = reader.ReadToEnd().Replace("\0", "", StringComparison.Ordinal);
            return SecretField().Count(text) == text.Split(Marks.ReceivedCore).Length - 1 && !text.Contains("errors", StringComparison.Ordinal);
        }
    }

    // The field errors says what is wrong with other fields, whatever their names.
    private static bool ShowsMark(string name, JsonElement value) =>
        (name == "errors" && value.GetRawText().Contains(Marks.ReceivedCore, StringComparison.Ordinal))
        || (!SecretNames.IsSecret(name) && value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject()
                .Any(field => field.Name.Contains(Marks.ReceivedCore, StringComparison.Ordinal) || ShowsMark(field.Name, field.Value)),
            JsonValueKind.Array => value.EnumerateArray().Any(item => ShowsMark("", item)),
            JsonValueKind.String => value.GetString()!.Contains(Marks.ReceivedCore, StringComparison.Ordinal),
            _ => false,
        });

    [GeneratedRegex("\"(?:password|smtp_password|postmaster_token|api_token|token)\"\\s*:\\s*\"RECEIVEDMARK")]
    private static partial Regex SecretField();
}
