using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Qboxmail.Emulator.Operations;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Faults;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Serving;

/// <summary>Takes a request through route, token, permission and validation to the behaviour of its operation, or to what goes wrong instead.</summary>
internal sealed class ApiEndpoint(Emulation emulation)
{
    private static readonly OperationHandlers OperationHandlers = new();

    public async Task HandleAsync(HttpContext context)
    {
        var world = emulation.State;
        // As it was sent: the framework's own path is decoded already, but for slashes, so that decoding it again would go too far.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var segments = target.Split('?')[0].Trim('/').Split('/').Select(Uri.UnescapeDataString).ToList();
        var token = world.WithLock(state => state.FindToken(context.Request.Headers["X-Api-Token"].ToString()));

        if (Router.Default.Find(context.Request.Method, segments, out var methods) is not { } operation)
        {
            await Reply.Of(token is null && segments[0] == "api" ? Unauthorized : Unknown(context, methods)).WriteAsync(context).ConfigureAwait(false);
            return;
        }

        emulation.Requests.Add(operation);
        var fault = emulation.Faults.Next(operation);

        Task<Answer> AnswerAsync() => token is null
            ? Task.FromResult(Unauthorized)
            : ApiEndpoint.AnswerAsync(world, context.Request, operation, token, Router.Values(operation, segments), fault);

        if (fault is null)
        {
            await Reply.Of(await AnswerAsync().ConfigureAwait(false)).WriteAsync(context).ConfigureAwait(false);
        }
        else
        {
            await new FaultInjector(fault, operation, world.Options.TimeProvider).ServeAsync(context, AnswerAsync).ConfigureAwait(false);
        }
    }

    private static Answer Unauthorized => Answer.Error(401, "Unauthorized");

    private static Answer Unknown(HttpContext context, IReadOnlyList<string> methods)
    {
        if (methods.Count == 0)
        {
            return Answer.Error(404, "Not found");
        }

        context.Response.Headers.Allow = string.Join(", ", methods);
        return Answer.Error(405, "Method not allowed");
    }

    private static async Task<Answer> AnswerAsync(
        EmulatorState world, HttpRequest request, Operation operation, EmulatorToken caller, IReadOnlyDictionary<string, string> path, EmulatorFault? fault)
    {
        if (operation.IsInferred && !world.Options.AllowInferred)
        {
            return Answer.Error(
                501, $"{operation.Id} is only inferred: the emulator serves it when AllowInferred is set, and nobody knows what the service does");
        }

        if (OperationHandlers.Find(operation.Id) is not { } behaviour)
        {
            return Answer.Error(501, $"{operation.Id} is not emulated yet");
        }

        try
        {
            world.WithLock(state => Roles.Check(state, operation, caller));
            var body = operation.Body is { } schema ? await RequestBody.ReadAsync(request, schema).ConfigureAwait(false) : null;
            CheckQuery(operation, request.Query);
            return world.WithLock(state => behaviour(new OperationContext(operation, state, caller, path, request.Query, body) { Fault = fault }));
        }
        catch (ApiErrorException refusal)
        {
            return refusal.Answer;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or IOException))
        {
            // A mistake of the emulator, not of whoever calls it.
            await Console.Error.WriteLineAsync($"The emulator failed at {operation.Id}: {exception}").ConfigureAwait(false);
            return Answer.Error(500, $"The emulator failed: {exception.Message}");
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
            throw ApiErrorException.Invalid(errors);
        }
    }
}
