using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.RequestLog;

internal static class RequestJson
{
    public static JsonObject Summary(EmulatorRequest request) => new()
    {
        ["number"] = request.Number,
        ["time"] = request.Time.ToString("O"),
        ["method"] = request.Method,
        ["path"] = request.Path,
        ["operation"] = request.Operation,
        ["status"] = request.Status,
        ["duration_ms"] = Math.Round(request.Duration.TotalMilliseconds, 1),
        ["faults"] = new JsonArray([.. request.FaultNames]),
        ["token"] = request.Token,
    };

    public static JsonObject Whole(EmulatorRequest request)
    {
        var json = Summary(request);
        json["request"] = new JsonObject { ["headers"] = request.RequestHeaders, ["body"] = request.RequestBody };
        json["response"] = new JsonObject { ["headers"] = request.ResponseHeaders, ["body"] = request.ResponseBody };
        json["curl"] = request.ToCurl();
        json["csharp"] = request.ToCSharp();
        return json;
    }
}
