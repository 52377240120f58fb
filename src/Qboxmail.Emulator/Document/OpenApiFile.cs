using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using YamlDotNet.Serialization;

namespace Qboxmail.Emulator.Document;

/// <summary>The OpenAPI document that is embedded at build time.</summary>
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

    /// <summary>Gets the document with the given server in place of its own servers.</summary>
    /// <param name="server">The address of the server.</param>
    public static string WithServer(string server) =>
        Servers().Replace(Text, _ => $"servers:\n  - url: {JsonSerializer.Serialize(server)}\n    description: The emulator\n", 1);

    // Microsoft.OpenApi reads only JSON by itself, and no compatible version of its YAML package is available.
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
