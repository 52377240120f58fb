using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Qboxmail.Emulator.Document;

/// <summary>The OpenAPI document that is embedded at build time.</summary>
internal static partial class OpenApiFile
{
    // JSON, and not the YAML that is served: a first start would spend most of its time in a YAML parser.
    private static readonly JsonElement Root = JsonDocument.Parse(Read("generator.json")).RootElement;

    private static readonly ConcurrentDictionary<string, Schema> Schemas = new(StringComparer.Ordinal);

    public static string Text => Read("qboxmail-management.yaml");

    public static IEnumerable<JsonProperty> Paths => Root.GetProperty("paths").EnumerateObject();

    /// <summary>Gets a schema of the document's components.</summary>
    public static Schema Schema(string name) =>
        Schemas.GetOrAdd(name, static name => new Schema(Root.GetProperty("components").GetProperty("schemas").GetProperty(name)));

    /// <summary>Gets the referenced element, or the element itself if it is not a reference.</summary>
    public static JsonElement Resolve(JsonElement element) => element.TryGetProperty("$ref", out var reference)
        ? Resolve(reference.GetString()!.Split('/').Skip(1).Aggregate(Root, (parent, name) => parent.GetProperty(name)))
        : element;

    /// <summary>Gets the document with the given server in place of its own servers.</summary>
    /// <param name="server">The address of the server.</param>
    public static string WithServer(string server) =>
        Servers().Replace(Text, _ => $"servers:\n  - url: {JsonSerializer.Serialize(server)}\n    description: The emulator\n", 1);

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(OpenApiFile).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^servers:\n( .*\n)+", RegexOptions.Multiline)]
    private static partial Regex Servers();
}
