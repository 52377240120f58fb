using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Domain;

/// <summary>A response that has not been serialized yet. Its body is JSON, a file or empty.</summary>
internal sealed record EmulatorResponse(int Status, JsonNode? Body = null, ResponseFile? File = null)
{
    public static EmulatorResponse Empty { get; } = new(204);

    public static EmulatorResponse Created(string code, string message) =>
        new(201, new JsonObject { ["message"] = message, ["resource_code"] = code });

    public static EmulatorResponse Value(JsonObject value) => new(200, value);

    public static EmulatorResponse Download(ResponseFile file) => new(200, File: file);

    public static EmulatorResponse Error(int status, string message, params IEnumerable<(string Field, string Description)> errors) =>
        new(status, new JsonObject
        {
            ["message"] = message,
            ["errors"] = new JsonArray([.. errors.Select(error => new JsonObject { ["field"] = error.Field, ["description"] = error.Description })]),
        });
}
