using System.Globalization;
using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Seeding;

/// <summary>A JSON object in the seed data, and its location, such as <c>domains[3]</c>.</summary>
internal sealed record SeedElement(JsonObject Fields, string Place)
{
    public static FormatException Error(string place, string description) =>
        new($"The seed data is invalid: {(place.Length == 0 ? "it" : place)} {description}.");

    public void RequireKnown(IReadOnlyCollection<string> names)
    {
        if (Fields.Select(field => field.Key).Except(names).FirstOrDefault() is { } unknown)
        {
            throw Error(PlaceOf(unknown), $"is unknown; the known fields are {string.Join(", ", names)}");
        }
    }

    /// <summary>Gets the objects in an array; empty if the array is absent.</summary>
    public IEnumerable<SeedElement> List(string name) =>
        Items(name).Select(item => new SeedElement(item.Node as JsonObject ?? throw Error(item.Place, "must be an object"), item.Place));

    /// <summary>Gets the strings in an array; empty if the array is absent.</summary>
    public IEnumerable<(string Text, string Place)> Texts(string name) => Items(name).Select(item => (Text(item.Node, item.Place), item.Place));

    /// <summary>Gets a string, or <see langword="null"/> if it is absent.</summary>
    public string? Text(string name) => Fields[name] is { } value ? Text(value, PlaceOf(name)) : null;

    /// <summary>Gets a Boolean value, or <see langword="null"/> if it is absent.</summary>
    public bool? Flag(string name) => Fields[name] is not { } value ? null
        : value is JsonValue flag && flag.TryGetValue<bool>(out var isTrue) ? isTrue
        : throw Error(PlaceOf(name), "must be true or false");

    /// <summary>Creates a JSON object with only those properties that have one of the specified names.</summary>
    public JsonObject Pick(IReadOnlyCollection<string> names) =>
        new(Fields.Where(field => names.Contains(field.Key)).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));

    public string PlaceOf(string name) => Place.Length == 0 ? name : $"{Place}.{name}";

    private IEnumerable<(JsonNode? Node, string Place)> Items(string name) => Fields[name] switch
    {
        null => [],
        JsonArray items => items.Select((item, index) => (item, PlaceOf($"{name}[{index.ToString(CultureInfo.InvariantCulture)}]"))),
        _ => throw Error(PlaceOf(name), "must be an array"),
    };

    private static string Text(JsonNode? node, string place) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw Error(place, "must be a string");
}
