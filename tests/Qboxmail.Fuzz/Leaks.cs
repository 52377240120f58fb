using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Qboxmail.Json;

namespace Qboxmail.Fuzz;

/// <summary>Finds secrets in text that must not contain any.</summary>
internal static partial class Leaks
{
    /// <summary>Returns which secret a text exposes; null if it exposes none.</summary>
    public static string? Find(string text, FuzzInput input)
    {
        // A body decoded with the wrong encoding contains NUL between the characters.
        var clean = text.Replace("\0", "", StringComparison.Ordinal);

        return clean.Contains(Marks.SentCore, StringComparison.Ordinal) && input.Kind.Contains("echo", StringComparison.Ordinal)
            ? "a secret of the request"
            : clean.Contains(Marks.ReceivedCore, StringComparison.Ordinal) && OccursOnlyInSecretFields(input) ? "a secret of the response"
            : null;
    }

    /// <summary>
    /// Returns whether each mark is the value of a secret field, as System.Text.Json reads the body or, without valid JSON, a regular expression.
    /// </summary>
    private static bool OccursOnlyInSecretFields(FuzzInput input)
    {
        try
        {
            using var json = JsonDocument.Parse(input.Body, new JsonDocumentOptions { MaxDepth = 60 });
            return !ContainsMark("", json.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            using var reader = new StreamReader(new MemoryStream(input.Body), Encoding.UTF8);
            var text = reader.ReadToEnd().Replace("\0", "", StringComparison.Ordinal);
            return SecretField().Count(text) == text.Split(Marks.ReceivedCore).Length - 1 && !text.Contains("errors", StringComparison.Ordinal);
        }
    }

    // The field `errors` describes other fields, whatever their names.
    private static bool ContainsMark(string name, JsonElement value) =>
        (name == "errors" && value.GetRawText().Contains(Marks.ReceivedCore, StringComparison.Ordinal))
        || (!SecretNames.IsSecret(name) && value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject()
                .Any(field => field.Name.Contains(Marks.ReceivedCore, StringComparison.Ordinal) || ContainsMark(field.Name, field.Value)),
            JsonValueKind.Array => value.EnumerateArray().Any(item => ContainsMark("", item)),
            JsonValueKind.String => value.GetString()!.Contains(Marks.ReceivedCore, StringComparison.Ordinal),
            _ => false,
        });

    [GeneratedRegex("\"(?:password|smtp_password|postmaster_token|api_token|token)\"\\s*:\\s*\"RECEIVEDMARK")]
    private static partial Regex SecretField();
}
