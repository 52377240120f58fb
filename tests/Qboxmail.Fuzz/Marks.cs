using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Qboxmail.Json;

namespace Qboxmail.Fuzz;

/// <summary>Secrets that can be found again: one that every request carries, and one in every answer.</summary>
internal static partial class Marks
{
    // It begins with a character that no damage to a text around it turns into a part of an escape.
    public const string Token = "kk-SENTMARK-0123456789";

    /// <summary>A password with what JSON, addresses and HTML must escape.</summary>
    public const string Sent = "p\"a\\s'ü&<w d>/%+SENTMARK";

    public const string Answered = "ANSWEREDMARK-0123456789";

    private const string SentCore = "SENTMARK";
    private const string AnsweredCore = "ANSWEREDMARK";

    /// <summary>Puts the password into every field of a request that holds one.</summary>
    public static object Send(object request)
    {
        foreach (var property in Passwords(request))
        {
            property.SetValue(request, Sent);
        }

        return request;
    }

    /// <summary>The fields of a request that hold one. What the document calls a password is kept out of the debugger.</summary>
    public static IEnumerable<PropertyInfo> Passwords(object request) =>
        request.GetType().GetProperties().Where(property =>
            property.GetCustomAttribute<DebuggerBrowsableAttribute>()?.State == DebuggerBrowsableState.Never);

    /// <summary>The password or the token as servers write it.</summary>
    public static string Written(Random random, bool isPassword) => random.Next(5) switch
    {
        _ when !isPassword => Token,
        0 => Token,
        1 => JsonEncodedText.Encode(Sent).ToString(),
        2 => JsonEncodedText.Encode(Sent, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
        3 => string.Concat(Sent.Select(character => $"\\u{(int)character:x4}")),
        _ => Sent,
    };

    /// <summary>The secret that a text shows although it must not; null when it shows none.</summary>
    public static string? Leaked(string text, FuzzInput input)
    {
        // In the wrong encoding a character may stand among zeros.
        var clean = text.Replace("\0", "", StringComparison.Ordinal);

        return clean.Contains(SentCore, StringComparison.Ordinal) && input.Kind.Contains("echo", StringComparison.Ordinal) ? "what was sent"
            : clean.Contains(AnsweredCore, StringComparison.Ordinal) && StandsInSecretFieldsOnly(input) ? "what was answered"
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
            return SecretField().Count(text) == text.Split(AnsweredCore).Length - 1 && !text.Contains("errors", StringComparison.Ordinal);
        }
    }

    // The field errors says what is wrong with other fields, whatever their names.
    private static bool ShowsMark(string name, JsonElement value) =>
        (name == "errors" && value.GetRawText().Contains(AnsweredCore, StringComparison.Ordinal))
        || !SecretNames.IsSecret(name) && value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject()
                .Any(field => field.Name.Contains(AnsweredCore, StringComparison.Ordinal) || ShowsMark(field.Name, field.Value)),
            JsonValueKind.Array => value.EnumerateArray().Any(item => ShowsMark("", item)),
            JsonValueKind.String => value.GetString()!.Contains(AnsweredCore, StringComparison.Ordinal),
            _ => false,
        };

    [GeneratedRegex("\"(?:password|smtp_password|postmaster_token|api_token|token)\"\\s*:\\s*\"ANSWEREDMARK")]
    private static partial Regex SecretField();
}
