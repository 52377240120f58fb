using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using YamlDotNet.Serialization;

namespace Qboxmail.Emulator.Document;

/// <summary>The bundled document, as it was when the emulator was built.</summary>
internal static partial class OpenApiFile
{
    private static readonly Lazy<OpenApiDocument> Parsed = new(Parse);

    public static string Text
    {
        get
        {
            using var stream = typeof(OpenApiFile).Assembly.GetManifestResourceStream("qboxmail-management.yaml")!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }

    public static OpenApiDocument Document => Parsed.Value;

    /// <summary>Returns the document with one server in place of all that it names.</summary>
    /// <param name="server">The address of the server.</param>
    public static string WithServer(string server) =>
        Servers().Replace(Text, _ => $"servers:\n  - url: {JsonSerializer.Serialize(server)}\n    description: The emulator\n", 1);

    // Microsoft.OpenApi reads JSON itself; YAML it leaves to a package whose own parser is not available in a version that fits.
    private static OpenApiDocument Parse()
    {
        var yaml = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object>(Text);
        var json = new SerializerBuilder().JsonCompatible().Build().Serialize(yaml);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var result = OpenApiDocument.Load(stream, "json");

        return result.Diagnostic?.Errors is { Count: > 0 } errors
            ? throw new InvalidOperationException($"The document cannot be read: {errors[0]}")
            : result.Document!;
    }

    [GeneratedRegex(@"^servers:\n( .*\n)+", RegexOptions.Multiline)]
    private static partial Regex Servers();
}
