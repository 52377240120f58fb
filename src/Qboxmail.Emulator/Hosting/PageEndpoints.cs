using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;
using Qboxmail.Emulator.Faults;
using Qboxmail.Emulator.Pages;
using Scalar.AspNetCore;

namespace Qboxmail.Emulator.Hosting;

/// <summary>Maps the endpoints of the web pages and of the OpenAPI document. The pages load nothing from other servers.</summary>
internal static class PageEndpoints
{
    private const string Closed = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string ForPages = $"{Closed}; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'";

    private const string Folder = "page/";

    public static void Map(WebApplication app)
    {
        app.Use(GuardAsync);
        app.MapGet("/", context => WriteAsync(context, "text/html", Resource("page/index.html"), ForPages));
        app.MapGet("/_emulator/icon.svg", context => WriteAsync(context, "image/svg+xml", Resource("icon.svg")));
        app.MapGet("/domain", context => WriteAsync(context, "text/html", Resource("page/domain.html"), ForPages));

        foreach (var name in typeof(PageEndpoints).Assembly.GetManifestResourceNames().Where(IsPart))
        {
            app.MapGet($"/_emulator/{name}", context => WriteAsync(context, TypeOf(name), Resource(name)));
        }

        Map("info", context => Info(context.Emulator().Options));
        Map("state", context => context.Emulator().State.WithLock(state => ResourceJson.Counts(state, context.Request.Query)));
        Map("resources", context => context.Emulator().State.WithLock(state => ResourceJson.List(state, context.Request.Query)));
        Map("domains/{code}", context => context.Emulator().State.WithLock(
            state => ResourceJson.OneDomain(state, $"{context.Request.RouteValues["code"]}")));
        app.MapGet("/openapi.yaml", context => WriteAsync(context, "application/yaml", OpenApiFile.WithServer(Address(context.Request))));
        app.MapGet("/reference.json", context => WriteAsync(
            context, "application/json", OpenApiFile.ReferenceWithServer(Address(context.Request))));
        app.MapScalarApiReference("/reference", (options, context) => Configure(options, context));

        void Map(string path, Func<HttpContext, EmulatorResponse> read) => app.MapGet($"/_emulator/{path}", context =>
            SerializedResponse.Of(Respond(() => read(context))).WriteAsync(context));
    }

    private static EmulatorResponse Respond(Func<EmulatorResponse> read)
    {
        try
        {
            return read();
        }
        catch (ApiErrorException exception)
        {
            return exception.Response;
        }
    }

    private static EmulatorResponse Info(QboxmailEmulatorOptions options) => EmulatorResponse.Value(new JsonObject
    {
        ["token"] = options.Tokens[0].Value,
        ["allow_inferred"] = options.AllowInferred,
        ["fault_kinds"] = new JsonArray([.. FaultJson.Kinds]),
        ["operations"] = new JsonArray([.. Operation.All.Select(Describe)]),
    });

    private static JsonObject Describe(Operation operation) => new()
    {
        ["id"] = operation.Id,
        ["method"] = operation.Method,
        ["path"] = operation.Path,
        ["body"] = operation.BodyExample,
    };

    private static bool IsPart(string name) => name.StartsWith(Folder, StringComparison.Ordinal) && !name.EndsWith(".html", StringComparison.Ordinal);

    private static string TypeOf(string name) => name.EndsWith(".css", StringComparison.Ordinal) ? "text/css" : "text/javascript";

    /// <summary>Rejects requests from other websites, because the web pages and control endpoints require no token.</summary>
    private static Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        var isApi = context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);

        var isForeignHost = CrossOriginGuard.IsForeignHost(context.Request.Host, context.Emulator().Options.Address);

        if (isForeignHost || (!isApi && CrossOriginGuard.IsCrossOrigin(context.Request)))
        {
            const string message = "Forbidden: the Host or Origin header does not match the emulator. Use the address that the emulator prints.";
            return SerializedResponse.Of(EmulatorResponse.Error(403, message)).WriteAsync(context);
        }

        if (isApi)
        {
            return next(context);
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Closed;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return next(context);
    }

    private static void Configure(ScalarOptions options, HttpContext context)
    {
        // Scalar creates styles at run time without a nonce, so only its scripts can have one.
        var nonce = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        context.Response.Headers.ContentSecurityPolicy =
            $"{Closed}; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self' 'unsafe-inline'; "
            + "connect-src 'self'; img-src 'self' data:; font-src data:";

        options.WithNonce(nonce)
            .WithTitle("Qboxmail emulator: API reference")
            .WithOpenApiRoutePattern("/reference.json")
            .AddPreferredSecuritySchemes("apiToken")
            .AddApiKeyAuthentication("apiToken", scheme => scheme.Value = context.Emulator().Options.Tokens[0].Value)
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent()
            .DisableMcp()
            .HideClientButton();
        options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
        options.ShowOperationId = true;
        options.HiddenClients = true;
    }

    /// <summary>Gets the base address that the client used. It differs from the listening address if a port is forwarded.</summary>
    private static string Address(HttpRequest request) => $"{request.Scheme}://{request.Host}";

    private static string Resource(string name)
    {
        using var stream = typeof(PageEndpoints).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static Task WriteAsync(HttpContext context, string type, string text, string policy = Closed)
    {
        context.Response.ContentType = $"{type}; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = policy;
        return context.Response.WriteAsync(text, Encoding.UTF8, context.RequestAborted);
    }
}
