using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;
using Qboxmail.Emulator.Faults;
using Qboxmail.Emulator.Operations;

namespace Qboxmail.Emulator.Hosting;

/// <summary>Takes a request through route, token, permission and validation to the behaviour of its operation, or to what goes wrong instead.</summary>
internal sealed class ApiEndpoint(EmulatorInstance instance)
{
    private static readonly OperationHandlers OperationHandlers = new();

    public async Task HandleAsync(HttpContext context)
    {
        var state = instance.State;
        // As it was sent: the framework's own path is decoded already, but for slashes, so that decoding it again would go too far.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var segments = target.Split('?')[0].Trim('/').Split('/').Select(Uri.UnescapeDataString).ToList();
        var token = state.WithLock(state => state.FindToken(context.Request.Headers["X-Api-Token"].ToString()));

        if (Router.Default.Find(context.Request.Method, segments, out var methods) is not { } operation)
        {
            await SerializedResponse.Of(token is null && segments[0] == "api" ? Unauthorized : Unknown(context, methods)).WriteAsync(context).ConfigureAwait(false);
            return;
        }

        instance.Requests.Add(operation);
        var fault = instance.Faults.Next(operation);

        Task<EmulatorResponse> RespondAsync() => token is null
            ? Task.FromResult(Unauthorized)
            : ApiEndpoint.RespondAsync(state, context.Request, operation, token, Router.Values(operation, segments), fault);

        if (fault is null)
        {
            await SerializedResponse.Of(await RespondAsync().ConfigureAwait(false)).WriteAsync(context).ConfigureAwait(false);
        }
        else
        {
            await new FaultInjector(fault, operation, state.Options.TimeProvider).ServeAsync(context, RespondAsync).ConfigureAwait(false);
        }
    }

    private static EmulatorResponse Unauthorized => EmulatorResponse.Error(401, "Unauthorized");

    private static EmulatorResponse Unknown(HttpContext context, IReadOnlyList<string> methods)
    {
        if (methods.Count == 0)
        {
            return EmulatorResponse.Error(404, "Not found");
        }

        context.Response.Headers.Allow = string.Join(", ", methods);
        return EmulatorResponse.Error(405, "Method not allowed");
    }

    private static async Task<EmulatorResponse> RespondAsync(
        EmulatorState state, HttpRequest request, Operation operation, EmulatorToken caller, IReadOnlyDictionary<string, string> path, EmulatorFault? fault)
    {
        if (operation.IsInferred && !state.Options.AllowInferred)
        {
            return EmulatorResponse.Error(
                501, $"{operation.Id} is only inferred: the emulator serves it when AllowInferred is set, and nobody knows what the service does");
        }

        if (OperationHandlers.Find(operation.Id) is not { } handler)
        {
            return EmulatorResponse.Error(501, $"{operation.Id} is not emulated yet");
        }

        try
        {
            state.WithLock(state => Roles.Check(state, operation, caller));
            var body = operation.Body is { } schema ? await RequestBody.ReadAsync(request, schema).ConfigureAwait(false) : null;
            CheckQuery(operation, request.Query);
            return state.WithLock(state => handler(new OperationContext(operation, state, caller, path, request.Query, body) { Fault = fault }));
        }
        catch (ApiErrorException exception)
        {
            return exception.Response;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or IOException))
        {
            // A mistake of the emulator, not of whoever calls it.
            await Console.Error.WriteLineAsync($"The emulator failed at {operation.Id}: {exception}").ConfigureAwait(false);
            return EmulatorResponse.Error(500, $"The emulator failed: {exception.Message}");
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
