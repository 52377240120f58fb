using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Qboxmail.Emulator.Operations;
using Qboxmail.Emulator.Faults;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Serving;

/// <summary>What tests in other languages tell the emulator, and ask it, under <c>/_emulator/</c>. No token is needed.</summary>
internal sealed class ControlEndpoints(Emulation emulation)
{
    private static readonly OpenApiSchema Usage = new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "email_address", "used_size" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["email_address"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["used_size"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0" },
        },
    };

    public void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "GET", "faults", _ => Task.FromResult(ListFaults()));
        Map(routes, "POST", "faults", AddFaultAsync);
        Map(routes, "DELETE", "faults", _ => Task.FromResult(Cleared(emulation.Faults.Clear)));
        Map(routes, "GET", "requests", _ => Task.FromResult(CountRequests()));
        Map(routes, "DELETE", "requests", _ => Task.FromResult(Cleared(emulation.Requests.Clear)));
        Map(routes, "GET", "webhooks", _ => Task.FromResult(ListWebhooks()));
        Map(routes, "POST", "mailbox_usage", FillMailboxAsync);
        Map(routes, "DELETE", "state", _ => Task.FromResult(Cleared(emulation.Reset)));
    }

    private static void Map(IEndpointRouteBuilder routes, string method, string path, Func<HttpRequest, Task<Answer>> handle) =>
        routes.MapMethods($"/_emulator/{path}", [method], async context =>
        {
            var answer = await AnswerAsync(context.Request, handle).ConfigureAwait(false);
            await Reply.Of(answer).WriteAsync(context).ConfigureAwait(false);
        });

    private static async Task<Answer> AnswerAsync(HttpRequest request, Func<HttpRequest, Task<Answer>> handle)
    {
        try
        {
            return await handle(request).ConfigureAwait(false);
        }
        catch (ApiErrorException refusal)
        {
            return refusal.Answer;
        }
    }

    private Answer ListFaults() => Answer.Value(new JsonObject { ["faults"] = new JsonArray([.. emulation.Faults.Pending.Select(FaultJson.Write)]) });

    private async Task<Answer> AddFaultAsync(HttpRequest request)
    {
        var fault = FaultJson.Read(await RequestBody.ReadAsync(request).ConfigureAwait(false));

        try
        {
            emulation.Faults.Add(fault);
            return new Answer(201, FaultJson.Write(fault));
        }
        catch (ArgumentException exception)
        {
            throw new ApiErrorException(Answer.Error(422, exception.Message));
        }
    }

    private Answer CountRequests() => Answer.Value(new JsonObject
    {
        ["total"] = emulation.Requests.Total,
        ["by_operation"] = new JsonObject(emulation.Requests.ByOperation
            .OrderBy(count => count.Key, StringComparer.Ordinal)
            .Select(count => KeyValuePair.Create(count.Key, (JsonNode?)count.Value))),
    });

    private Answer ListWebhooks() => Answer.Value(new JsonObject
    {
        ["webhooks"] = new JsonArray([.. emulation.State.Webhooks.Posted.Select(webhook => new JsonObject
        {
            ["url"] = webhook.Url,
            ["body"] = JsonNode.Parse(webhook.Body),
            ["status"] = webhook.Status,
            ["failure"] = webhook.Failure,
        })]),
    });

    private async Task<Answer> FillMailboxAsync(HttpRequest request)
    {
        var body = await RequestBody.ReadAsync(request, Usage).ConfigureAwait(false);

        return emulation.State.WithLock(state => Events.Fill(state, body["email_address"]!.GetValue<string>(), body["used_size"]!.GetValue<long>()))
            ? Answer.Empty
            : throw ApiErrorException.NotFound();
    }

    private static Answer Cleared(Action clear)
    {
        clear();
        return Answer.Empty;
    }
}
