using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;
using Qboxmail.Emulator.Faults;
using Qboxmail.Emulator.Operations;

namespace Qboxmail.Emulator.Hosting;

/// <summary>Endpoints under <c>/_emulator/</c> that control the emulator from tests in any language. They require no token.</summary>
internal sealed class ControlEndpoints(EmulatorInstance instance)
{
    private static readonly Schema Usage = Schema.Parse("""
        {
            "type": "object",
            "required": ["email_address", "used_size"],
            "properties": { "email_address": { "type": "string" }, "used_size": { "type": "integer", "minimum": 0 } }
        }
        """);

    public void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "GET", "faults", _ => Task.FromResult(ListFaults()));
        Map(routes, "POST", "faults", AddFaultAsync);
        Map(routes, "DELETE", "faults", _ => Task.FromResult(Cleared(instance.Faults.Clear)));
        Map(routes, "GET", "requests", request => Task.FromResult(RequestQuery.Find(request.Query, instance.Requests)));
        Map(routes, "DELETE", "requests", _ => Task.FromResult(Cleared(instance.Requests.Clear)));
        Map(routes, "GET", "webhooks", _ => Task.FromResult(ListWebhooks()));
        Map(routes, "POST", "mailbox_usage", FillMailboxAsync);
        Map(routes, "DELETE", "state", _ => Task.FromResult(Cleared(instance.Reset)));
    }

    private static void Map(IEndpointRouteBuilder routes, string method, string path, Func<HttpRequest, Task<EmulatorResponse>> handle) =>
        routes.MapMethods($"/_emulator/{path}", [method], async context =>
        {
            var response = await RespondAsync(context.Request, handle).ConfigureAwait(false);
            await SerializedResponse.Of(response).WriteAsync(context).ConfigureAwait(false);
        });

    private static async Task<EmulatorResponse> RespondAsync(HttpRequest request, Func<HttpRequest, Task<EmulatorResponse>> handle)
    {
        try
        {
            return await handle(request).ConfigureAwait(false);
        }
        catch (ApiErrorException exception)
        {
            return exception.Response;
        }
    }

    private EmulatorResponse ListFaults() => EmulatorResponse.Value(new JsonObject
    {
        ["faults"] = new JsonArray([.. instance.Faults.Pending.Select(FaultJson.Write)]),
    });

    private async Task<EmulatorResponse> AddFaultAsync(HttpRequest request)
    {
        var fault = FaultJson.Read((await ReceivedBody.ReceiveAsync(request).ConfigureAwait(false)).Read());

        try
        {
            instance.Faults.Add(fault);
            return new EmulatorResponse(201, FaultJson.Write(fault));
        }
        catch (ArgumentException exception)
        {
            throw new ApiErrorException(EmulatorResponse.Error(422, exception.Message));
        }
    }

    private EmulatorResponse ListWebhooks() => EmulatorResponse.Value(new JsonObject
    {
        ["webhooks"] = new JsonArray([.. instance.State.Webhooks.Posted.Select(webhook => new JsonObject
        {
            ["url"] = webhook.Url,
            ["body"] = JsonNode.Parse(webhook.Body),
            ["status"] = webhook.Status,
            ["failure"] = webhook.Failure,
        })]),
    });

    private async Task<EmulatorResponse> FillMailboxAsync(HttpRequest request)
    {
        var body = (await ReceivedBody.ReceiveAsync(request).ConfigureAwait(false)).Read(Usage);

        return instance.State.WithLock(state => Events.Fill(state, body["email_address"]!.GetValue<string>(), body["used_size"]!.GetValue<long>()))
            ? EmulatorResponse.Empty
            : throw ApiErrorException.NotFound();
    }

    private static EmulatorResponse Cleared(Action clear)
    {
        clear();
        return EmulatorResponse.Empty;
    }
}
