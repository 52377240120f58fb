using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Qboxmail.Emulator.Document;

namespace Qboxmail.Emulator.RequestLog;

/// <summary>Masks tokens and passwords in logged paths, headers and bodies.</summary>
internal static partial class SecretMask
{
    public const string Mask = "***";

    // A shorter token could be part of an ordinary word, which would be masked too.
    private const int MinReplacedLength = 8;

    private static readonly HashSet<string> HiddenHeaders =
        new(["X-Api-Token", "Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie"], StringComparer.OrdinalIgnoreCase);

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static string? Token(string? token) => string.IsNullOrEmpty(token) ? null : $"{token[..Math.Min(4, token.Length / 2)]}{Mask}";

    public static string Header(string name, string value) => HiddenHeaders.Contains(name) ? Mask : value;

    public static string Target(string target, string? token) =>
        WithoutToken(SecretQuery().Replace(target, $"$1{Mask}"), token is null ? null : Uri.EscapeDataString(token));

    /// <summary>Masks the secrets in a JSON body. In other text, masks everything after the name of a secret.</summary>
    public static string Body(ReadOnlySpan<byte> content, string? token)
    {
        try
        {
            return WithoutToken(Json(content), token);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The body is not valid JSON. Its escape sequences are decoded, because they could hide the name of a secret.
            var text = EscapedCharacter().Replace(
                Encoding.UTF8.GetString(content),
                match => $"{(char)int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)}");
            return WithoutToken(SecretText().Replace(text, $"$1{Mask}"), token);
        }
    }

    private static string Json(ReadOnlySpan<byte> content)
    {
        using var masked = new MemoryStream();
        using (var writer = new Utf8JsonWriter(masked, Readable))
        {
            var reader = new Utf8JsonReader(content);

            while (reader.Read())
            {
                Copy(ref reader, writer);
            }
        }

        return Encoding.UTF8.GetString(masked.GetBuffer(), 0, (int)masked.Length);
    }

    private static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject: writer.WriteStartObject(); break;
            case JsonTokenType.EndObject: writer.WriteEndObject(); break;
            case JsonTokenType.StartArray: writer.WriteStartArray(); break;
            case JsonTokenType.EndArray: writer.WriteEndArray(); break;
            case JsonTokenType.String: writer.WriteStringValue(reader.GetString()); break;
            case JsonTokenType.PropertyName:
                var name = reader.GetString()!;
                writer.WritePropertyName(name);

                if (IsSecret(name))
                {
                    reader.Read();
                    reader.Skip();
                    writer.WriteStringValue(Mask);
                }

                break;
            default: writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true); break;
        }
    }

    // A client under test can misspell a field name, so the values of fields with similar names are masked too.
    private static bool IsSecret(string name) =>
        OpenApiFile.SecretFields.Contains(name)
        || name.Contains("password", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("token", StringComparison.OrdinalIgnoreCase);

    private static string WithoutToken(string text, string? token) =>
        token?.Length >= MinReplacedLength ? text.Replace(token, Mask, StringComparison.Ordinal) : text;

    [GeneratedRegex(@"\\u([0-9a-fA-F]{4})")]
    private static partial Regex EscapedCharacter();

    [GeneratedRegex("""((?:password\w*|token|csv_file_content)["']?\s*[:=]).*""", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex SecretText();

    [GeneratedRegex(@"([?&][^=&]*(?:password|token)[^=&]*=)[^&]*", RegexOptions.IgnoreCase)]
    private static partial Regex SecretQuery();
}
