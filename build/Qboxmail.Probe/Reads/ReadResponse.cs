using System.Text.Json;
using System.Text.Json.Nodes;

namespace Qboxmail.Probe.Reads;

internal sealed record ReadResponse(int Status, string? ContentType, string Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Gets the body as JSON, or <see langword="null"/> if it is not a JSON object.</summary>
    public JsonObject? Json => field ??= Parse(Body);

    /// <summary>Gets the items in <c>resources</c>, or <see langword="null"/> if the body does not contain this array.</summary>
    public IReadOnlyList<JsonObject>? Items => Json?["resources"] is JsonArray items ? [.. items.OfType<JsonObject>()] : null;

    /// <summary>Gets a number in <c>pagination</c>, even if it is a string, or <see langword="null"/> if it is absent.</summary>
    public int? Pagination(string name) =>
        (Json?["pagination"] as JsonObject)?[name] is { } value && int.TryParse(value.ToString(), out var number) ? number : null;

    private static JsonObject? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
