using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;
using Qboxmail.Emulator.Faults;
using Qboxmail.Emulator.Operations;

namespace Qboxmail.Emulator.Hosting;

/// <summary>
/// Maps the operations of the API to endpoints, which check the token, the permissions and the request before they call the handler of the operation.
/// </summary>
internal static class ApiEndpoints
{
    private static readonly OperationHandlers Handlers = new();

    private static EmulatorResponse Unauthorized => EmulatorResponse.Error(401, "Unauthorized");

    private static EmulatorResponse NotFound => EmulatorResponse.Error(404, "Not found");

    public static void Map(WebApplication app)
    {
        app.Use(RejectUnknownAsync);

        foreach (var operation in Operation.All)
        {
            app.MapMethods(operation.Path, [operation.Method], context => HandleAsync(context, operation));
        }
    }

    private static async Task RejectUnknownAsync(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsOptions(context.Request.Method) && context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            await RespondToOptionsAsync(context).ConfigureAwait(false);
            return;
        }

        if (context.GetEndpoint() is RouteEndpoint)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        var isMethodUnknown = context.GetEndpoint() is not null;
        var isApi = context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);
        var response = isApi && FindToken(context.Emulator().State, context) is null
            ? Unauthorized
            : isMethodUnknown ? EmulatorResponse.Error(405, "Method not allowed") : NotFound;

        if (response.Status == 405)
        {
            // For an unsupported method, routing selects an endpoint that sets the Allow header.
            await next(context).ConfigureAwait(false);
        }

        await SerializedResponse.Of(response).WriteAsync(context).ConfigureAwait(false);
    }

    private static async Task HandleAsync(HttpContext context, Operation operation)
    {
        var instance = context.Emulator();

        // A reset replaces the state, so the whole request must use the same instance.
        var state = instance.State;

        // ASP.NET Core routing ignores case, but API paths are case-sensitive.
        if (!operation.HasLiteralsOf(context.Request.Path))
        {
            await SerializedResponse.Of(FindToken(state, context) is null ? Unauthorized : NotFound).WriteAsync(context).ConfigureAwait(false);
            return;
        }

        var recording = context.Features.GetRequiredFeature<ResponseRecording>();
        instance.Requests.Count(operation);
        var faults = instance.Faults.Next(operation);
        recording.Operation = operation;
        recording.Faults = faults;

        if (faults.Count == 0)
        {
            await SerializedResponse.Of(await RespondAsync().ConfigureAwait(false)).WriteAsync(context).ConfigureAwait(false);
        }
        else
        {
            await new FaultInjector(faults, operation, instance.Clock).ServeAsync(context, RespondAsync).ConfigureAwait(false);
        }

        Task<EmulatorResponse> RespondAsync() => FindToken(state, context) is { } caller
            ? ApiEndpoints.RespondAsync(state, context, operation, caller, faults)
            : Task.FromResult(Unauthorized);
    }

    private static EmulatorToken? FindToken(EmulatorState state, HttpContext context) =>
        state.WithLock(locked => locked.FindToken(context.Request.Headers["X-Api-Token"].ToString()));

    private static async Task<EmulatorResponse> RespondAsync(
        EmulatorState state, HttpContext context, Operation operation, EmulatorToken caller, IReadOnlyList<EmulatorFault> faults)
    {
        if (operation.IsInferred && !state.Options.AllowInferred)
        {
            return EmulatorResponse.Error(
                501, $"{operation.Id} is inferred, and its real behavior is unknown. To emulate it, set AllowInferred or use --allow-inferred.");
        }

        if (Handlers.Find(operation.Id) is not { } handler)
        {
            return EmulatorResponse.Error(
                501, $"The emulator does not support {operation.Id}. Test code that calls this operation with a stub instead.");
        }

        try
        {
            state.WithLock(locked => Roles.Check(locked, operation, caller));
            var body = operation.Body is { } schema ? ReadBody(context, schema) : null;
            var query = QueryParameters.Read(context.Request.QueryString);
            CheckQuery(operation, query);
            var path = PathValues(context, operation);

            return Conform(operation, state.WithLock(
                locked => handler(new OperationContext(operation, locked, caller, path, query, body) { Faults = faults })));
        }
        catch (ApiErrorException exception)
        {
            return exception.Response;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or IOException))
        {
            // Any other exception is a bug in the emulator, so it is written to standard error with its stack trace.
            var problem = $"The emulator could not process {operation.Id}.";
            await Console.Error.WriteLineAsync($"{problem} Report this bug in the emulator: {exception}").ConfigureAwait(false);
            return EmulatorResponse.Error(500, $"{problem} Its standard error output contains the details: {exception.Message}");
        }
    }

    private static EmulatorResponse Conform(Operation operation, EmulatorResponse response) => response with
    {
        Status = ResponseConformance.StatusOf(operation, response.Status),
        Body = operation.Success is { } schema ? ResponseConformance.Apply(schema, response.Body) : response.Body,
    };

    /// <summary>
    /// Responds to OPTIONS with an Allow header that lists the methods of the path, without authentication. The emulator assumes that the real
    /// service does so, as many web frameworks do.
    /// </summary>
    private static async Task RespondToOptionsAsync(HttpContext context)
    {
        var segments = context.Request.Path.Value!.Trim('/').Split('/');
        var path = Operation.All
            .Where(operation => operation.Segments.Count == segments.Length && operation.Segments.Zip(segments).All(pair =>
                pair.First == pair.Second || (pair.First.StartsWith('{') && pair.Second.Length > 0)))
            .GroupBy(operation => operation.Path)
            .MinBy(path => path.First().Segments.Count(segment => segment.StartsWith('{')));

        if (path is null)
        {
            await SerializedResponse.Of(NotFound).WriteAsync(context).ConfigureAwait(false);
            return;
        }

        context.Response.Headers.Allow = string.Join(", ", path.Select(operation => operation.Method).Prepend("OPTIONS"));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    // ASP.NET Core decodes route values except for slashes. Decoding them again would corrupt other characters, so the raw target is decoded instead.
    private static Dictionary<string, string> PathValues(HttpContext context, Operation operation)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var segments = target.Split('?')[0].Trim('/').Split('/');

        return context.Request.RouteValues.Keys.ToDictionary(name => name, name => Array.IndexOf([.. operation.Segments], $"{{{name}}}") is var index
            && segments.Length == operation.Segments.Count
                ? Uri.UnescapeDataString(segments[index])
                : context.Request.RouteValues[name]!.ToString()!);
    }

    private static JsonObject ReadBody(HttpContext context, Schema schema)
    {
        var body = context.Features.GetRequiredFeature<ReceivedBody>();
        var isJson = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            && string.Equals(type.MediaType, "application/json", StringComparison.OrdinalIgnoreCase);

        return body.Size == 0 || isJson
            ? body.Read(schema)
            : throw new ApiErrorException(EmulatorResponse.Error(415, "The content type must be application/json"));
    }

    private static void CheckQuery(Operation operation, IQueryCollection query)
    {
        var errors = operation.Parameters
            .Where(parameter => parameter.IsInQuery)
            .SelectMany(parameter => query.TryGetValue(parameter.Name, out var values)
                ? values.Count > 1 ? [(parameter.Name, parameter.Schema.Type == "array" ? "must be a comma-separated list" : "must not be repeated")]
                : SchemaCheck.Errors(parameter.Schema, QueryValue.Parse(parameter.Schema, values.ToString()), parameter.Name)
                : parameter.IsRequired ? [(parameter.Name, "is required")] : [])
            .ToList();

        if (errors.Count > 0)
        {
            throw ApiErrorException.Invalid(errors);
        }
    }
}
