using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Qboxmail.Emulator.Behaviour;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Serving;

/// <summary>Takes a request through token, route, permission and validation to the behaviour of its operation.</summary>
internal sealed class ApiEndpoint(World world)
{
    private static readonly Router Router = new();
    private static readonly Behaviours Behaviours = new();

    // A name that stands twice is found out only when the object is read, too late for a good answer.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public async Task HandleAsync(HttpContext context)
    {
        var answer = await AnswerAsync(context).ConfigureAwait(false);
        context.Response.StatusCode = answer.Status;

        if (answer.Body is { } body)
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            await context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted).ConfigureAwait(false);
        }
        else if (answer.File is { } file)
        {
            context.Response.ContentType = file.ContentType;
            context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = file.Name }.ToString();
            await context.Response.Body.WriteAsync(file.Content, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private async Task<Answer> AnswerAsync(HttpContext context)
    {
        var request = context.Request;

        if (world.Use(state => state.FindToken(request.Headers["X-Api-Token"].ToString())) is not { } caller)
        {
            return Answer.Error(401, "Unauthorized");
        }

        // As it was sent: the framework's own path is decoded already, but for slashes, so that decoding it again would go too far.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var segments = target.Split('?')[0].Trim('/').Split('/').Select(Uri.UnescapeDataString).ToList();

        if (Router.Find(request.Method, segments, out var isKnownPath) is not { } operation)
        {
            return isKnownPath ? Answer.Error(405, "Method not allowed") : Answer.Error(404, "Not found");
        }

        if (operation.IsInferred && !world.Options.AllowInferred)
        {
            return Answer.Error(
                501, $"{operation.Id} is only inferred: the emulator serves it when AllowInferred is set, and nobody knows what the service does");
        }

        if (Behaviours.Find(operation.Id) is not { } behaviour)
        {
            return Answer.Error(501, $"{operation.Id} is not emulated yet");
        }

        try
        {
            world.Use(state => Roles.Check(state, operation, caller));
            var body = await ReadBodyAsync(request, operation).ConfigureAwait(false);
            CheckQuery(operation, request.Query);
            var path = Router.Values(operation, segments);
            return world.Use(state => behaviour(new Call(operation, state, caller, path, request.Query, body)));
        }
        catch (RefusalException refusal)
        {
            return refusal.Answer;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or BadHttpRequestException))
        {
            // A mistake of the emulator, not of whoever calls it.
            await Console.Error.WriteLineAsync($"The emulator failed at {operation.Id}: {exception}").ConfigureAwait(false);
            return Answer.Error(500, $"The emulator failed: {exception.Message}");
        }
    }

    private static async Task<JsonObject?> ReadBodyAsync(HttpRequest request, Operation operation)
    {
        if (operation.Body is null)
        {
            return null;
        }

        try
        {
            var json = await JsonNode.ParseAsync(request.Body, null, Strict, request.HttpContext.RequestAborted).ConfigureAwait(false);

            if (json is not JsonObject body)
            {
                throw new RefusalException(Answer.Error(422, "The body must be a JSON object"));
            }

            var errors = SchemaCheck.Errors(operation.Body, body).ToList();
            return errors.Count == 0 ? body : throw RefusalException.Invalid(errors);
        }
        catch (JsonException)
        {
            throw new RefusalException(Answer.Error(422, "The body is no JSON"));
        }
    }

    private static void CheckQuery(Operation operation, IQueryCollection query)
    {
        var errors = operation.Parameters
            .Where(parameter => parameter.In == Microsoft.OpenApi.ParameterLocation.Query)
            .SelectMany(parameter => query.TryGetValue(parameter.Name!, out var values)
                ? SchemaCheck.Errors(parameter.Schema!, QueryValue.Parse(parameter.Schema!, values.ToString()), parameter.Name!)
                : parameter.Required ? [(parameter.Name!, "is required")] : [])
            .ToList();

        if (errors.Count > 0)
        {
            throw RefusalException.Invalid(errors);
        }
    }
}
