using System.Text;
using Microsoft.OpenApi;
using YamlDotNet.Serialization;

namespace Qboxmail.Emulator.Document;

/// <summary>The bundled document, as it was when the emulator was built.</summary>
internal static class OpenApiFile
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

    // Microsoft.OpenApi reads JSON itself; YAML it leaves to a package whose own parser is not to be had in a version that fits.
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
}
