using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Operations;

/// <summary>What a request is answered with: JSON, a file, or nothing.</summary>
internal sealed record Answer(int Status, JsonNode? Body = null, AnswerFile? File = null)
{
    public static Answer Empty { get; } = new(204);

    public static Answer Created(string code, string message) => new(201, new JsonObject { ["message"] = message, ["resource_code"] = code });

    public static Answer Value(JsonObject value) => new(200, value);

    public static Answer Download(AnswerFile file) => new(200, File: file);

    public static Answer Error(int status, string message, params IEnumerable<(string Field, string Description)> errors) =>
        new(status, new JsonObject
        {
            ["message"] = message,
            ["errors"] = new JsonArray([.. errors.Select(error => new JsonObject { ["field"] = error.Field, ["description"] = error.Description })]),
        });
}
