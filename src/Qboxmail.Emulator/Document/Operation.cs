using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Document;

internal sealed class Operation
{
    private readonly JsonElement _item;
    private readonly JsonElement _json;

    private Operation(string path, JsonElement item, JsonProperty operation)
    {
        (_item, _json) = (item, operation.Value);
        Id = _json.GetProperty("operationId").GetString()!;
        Method = operation.Name.ToUpperInvariant();
        Path = path;
        Segments = path.Trim('/').Split('/');
        Provenance = _json.GetProperty("x-provenance").GetString()!;
        Returns = _json.GetProperty("x-qboxmail-returns").GetString()!;
        IsBillable = _json.TryGetProperty("x-qboxmail-billable", out _);
    }

    /// <summary>Gets the operations of the OpenAPI document.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        .. from path in OpenApiFile.Paths
           from member in path.Value.EnumerateObject()
           where member.Name != "parameters"
           select new Operation(path.Name, path.Value, member),
    ];

    public string Id { get; }

    public string Method { get; }

    public string Path { get; }

    public IReadOnlyList<string> Segments { get; }

    // Schemas are read on first use, because startup needs only the routes.
    public IReadOnlyList<Parameter> Parameters => field ??= [.. ReadParameters(_item), .. ReadParameters(_json)];

    /// <summary>Gets the schema of the request body, or <see langword="null"/> if there is none.</summary>
    public Schema? Body => field ??= _json.TryGetProperty("requestBody", out var body) ? Schema.OfContent(OpenApiFile.Resolve(body)) : null;

    /// <summary>Gets the documented example of the request body, or <see langword="null"/> if there is none.</summary>
    public JsonNode? BodyExample =>
        _json.TryGetProperty("requestBody", out var body)
        && OpenApiFile.Resolve(body).GetProperty("content").TryGetProperty("application/json", out var media)
        && media.TryGetProperty("example", out var example) ? JsonNode.Parse(example.GetRawText()) : null;

    public string Provenance { get; }

    public bool IsInferred => Provenance == "inferred";

    public string Returns { get; }

    public bool IsList => Returns is "page" or "list";

    /// <summary>Gets the schema of a successful response, or <see langword="null"/> if it is not JSON.</summary>
    public Schema? Success => field ??= Schema.OfContent(OpenApiFile.Resolve(_json.GetProperty("responses").GetProperty($"{SuccessCodes[0]}")));

    /// <summary>Gets the documented status codes of successful responses.</summary>
    public IReadOnlyList<int> SuccessCodes => field ??=
    [
        .. _json.GetProperty("responses").EnumerateObject()
            .Where(code => code.Name.StartsWith('2'))
            .Select(code => int.Parse(code.Name, CultureInfo.InvariantCulture)),
    ];

    /// <summary>Gets the schemas of the fields of an item in <c>resources</c>; empty if the response has no <c>resources</c>.</summary>
    public IReadOnlyDictionary<string, Schema> Row => field ??=
        Success?.Properties.TryGetValue("resources", out var rows) == true ? rows.Items!.Properties : new Dictionary<string, Schema>();

    public bool IsBillable { get; }

    /// <summary>Returns a value indicating whether the literal segments of the path have the same case as in the OpenAPI document.</summary>
    public bool HasLiteralsOf(string path) =>
        Segments.Zip(path.Trim('/').Split('/')).All(
            pair => pair.First.StartsWith('{') || string.Equals(pair.First, pair.Second, StringComparison.Ordinal));

    /// <summary>Copies the documented fields of a resource. A response contains no other fields.</summary>
    public JsonObject Show(JsonObject fields) =>
        new(fields.Where(field => Row.ContainsKey(field.Key)).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));

    /// <summary>
    /// Gets the names of the fields that the request body and an entity share, which a request can change. Passwords are excluded, because they are
    /// never stored. The customer is excluded, because the owner of a resource never changes.
    /// </summary>
    public IEnumerable<string> FieldsSharedWith(string entity) =>
        Body!.Properties
            .Where(property => property.Value.Format != "password" && property.Key != "customer_code")
            .Select(property => property.Key)
            .Where(OpenApiFile.Schema(entity).Properties.ContainsKey);

    private static IEnumerable<Parameter> ReadParameters(JsonElement parent) => parent.TryGetProperty("parameters", out var parameters)
        ? parameters.EnumerateArray().Select(parameter => new Parameter(OpenApiFile.Resolve(parameter)))
        : [];
}
