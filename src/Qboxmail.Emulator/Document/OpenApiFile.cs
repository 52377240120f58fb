using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Qboxmail.Emulator.Document;

/// <summary>The OpenAPI document: the one that is embedded at build time, or a changed copy of it.</summary>
internal static partial class OpenApiFile
{
    // The JSON bundle is parsed instead of the YAML bundle, because a YAML parser would slow down the first start.
    private static readonly Lazy<JsonElement> Embedded = new(() => JsonDocument.Parse(Read("generator.json")).RootElement);

    private static JsonElement? _copy;

    private static readonly ConcurrentDictionary<string, Schema> Schemas = new(StringComparer.Ordinal);

    private static readonly Lazy<HashSet<string>> Secrets = new(() =>
    [
        .. from schema in Components.EnumerateObject()
           where schema.Value.TryGetProperty("properties", out _)
           from property in schema.Value.GetProperty("properties").EnumerateObject()
           where property.Value.TryGetProperty("format", out var format) && format.ValueEquals("password")
           select property.Name,
    ]);

    /// <summary>Gets the changes to responses that the copy requires, or <see langword="null"/> for the embedded document.</summary>
    public static DocumentAdditions? Additions { get; private set; }

    // The YAML endpoint may return the JSON of a copy, because JSON is valid YAML.
    public static string Text => _copy is { } copy ? copy.GetRawText() : Read("qboxmail-management.yaml");

    private static JsonElement Root => _copy ?? Embedded.Value;

    public static IEnumerable<JsonProperty> Paths => Root.GetProperty("paths").EnumerateObject();

    /// <summary>Gets the names of all properties with the format <c>password</c>.</summary>
    public static IReadOnlySet<string> SecretFields => Secrets.Value;

    private static JsonElement Components => Root.GetProperty("components").GetProperty("schemas");

    /// <summary>Gets the component schema with the specified name.</summary>
    public static Schema Schema(string name) =>
        Schemas.GetOrAdd(name, static name => new Schema(Components.GetProperty(name), name));

    /// <summary>Replaces the embedded document with a copy for this process. Call this method before anything reads the document.</summary>
    /// <param name="json">The copy: a bundle as JSON.</param>
    /// <exception cref="JsonException">The copy is not valid JSON.</exception>
    public static void UseCopy(string json)
    {
        _copy = JsonDocument.Parse(json).RootElement;
        Additions = new DocumentAdditions(Embedded.Value, _copy.Value);
    }

    /// <summary>Gets the element that a <c>$ref</c> refers to, or the element itself if it is not a reference.</summary>
    public static JsonElement Resolve(JsonElement element) => element.TryGetProperty("$ref", out var reference)
        ? Resolve(reference.GetString()!.Split('/').Skip(1).Aggregate(Root, (parent, name) => parent.GetProperty(name)))
        : element;

    /// <summary>Gets the document with the specified server instead of its own servers.</summary>
    /// <param name="server">The URL of the server.</param>
    public static string WithServer(string server) =>
        Servers().Replace(Text, _ => $"servers:\n  - url: {JsonSerializer.Serialize(server)}\n    description: The emulator\n", 1);

    /// <summary>
    /// Gets the document for the reference page: as JSON, with code samples and badges. It uses the specified server, also in the samples.
    /// </summary>
    /// <param name="server">The URL of the server.</param>
    public static string ReferenceWithServer(string server)
    {
        var document = JsonNode.Parse(_copy?.GetRawText() ?? Read("reference.json"))!;
        var production = document["servers"]![0]!["url"]!.GetValue<string>();
        document["servers"] = new JsonArray(new JsonObject { ["url"] = server, ["description"] = "The emulator" });
        return document.ToJsonString().Replace($"{production}/api/", $"{server}/api/", StringComparison.Ordinal);
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(OpenApiFile).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^servers:\n( .*\n)+", RegexOptions.Multiline)]
    private static partial Regex Servers();
}
