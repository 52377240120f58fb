using Qboxmail.Emulator.Actions;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;
using Qboxmail.Emulator.Faults;
using Qboxmail.Emulator.Pages;
using Scalar.AspNetCore;

namespace Qboxmail.Emulator.Hosting;

/// <summary>Endpoints of the web pages and of the document. They load nothing from other servers.</summary>
internal static class PageEndpoints
{
    private const string Closed = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public static void Register(WebApplication app, EmulatorInstance instance)
    {
        app.Use((context, next) => GuardAsync(instance.Options.Address, context, next));
        app.MapGet("/", context => WriteAsync(
            context, "text/html", HomePage.Write(instance.State.WithLock(Overview.Of), Address(context.Request), instance.Options),
            $"{Closed}; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'"));
        app.MapGet("/_emulator/home.css", context => WriteAsync(context, "text/css", Resource("home.css")));
        app.MapGet("/_emulator/home.js", context => WriteAsync(context, "text/javascript", Resource("home.js")));
        app.MapGet("/_emulator/icon.svg", context => WriteAsync(context, "image/svg+xml", Resource("icon.svg")));
        app.MapGet("/_emulator/state", context =>
        {
            var kinds = instance.State.WithLock(Overview.Of).Kinds
                .ToDictionary(kind => kind.Name, kind => new { kind.Count, kind.States, kind.Newest });
            return WriteAsync(context, "application/json", JsonSerializer.Serialize(kinds, Json));
        });
        app.MapGet("/openapi.yaml", context => WriteAsync(context, "application/yaml", OpenApiFile.WithServer(Address(context.Request))));
        app.MapScalarApiReference("/reference", (options, context) => Configure(options, context, instance.Options.Tokens[0].Value));
    }

    /// <summary>Protects the endpoints that require no token against other web sites.</summary>
    private static Task GuardAsync(IPAddress listening, HttpContext context, RequestDelegate next)
    {
        var isApi = context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);

        if (CrossOriginGuard.IsForeignHost(context.Request.Host, listening) || (!isApi && CrossOriginGuard.IsCrossOrigin(context.Request)))
        {
            return SerializedResponse.Of(EmulatorResponse.Error(403, "Only programs and pages of this machine may do that")).WriteAsync(context);
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

    private static void Configure(ScalarOptions options, HttpContext context, string token)
    {
        // The page creates its styles at run time; the nonce identifies its scripts.
        var nonce = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        context.Response.Headers.ContentSecurityPolicy =
            $"{Closed}; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self' 'unsafe-inline'; "
            + "connect-src 'self'; img-src 'self' data:; font-src data:";

        options.WithNonce(nonce)
            .WithTitle("Reference of the Qboxmail emulator")
            .WithOpenApiRoutePattern("/openapi.yaml")
            .AddPreferredSecuritySchemes("apiToken")
            .AddApiKeyAuthentication("apiToken", scheme => scheme.Value = token)
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent()
            .DisableMcp()
            .HideClientButton();
        options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
        options.ShowOperationId = true;
    }

    /// <summary>Gets the base address of a request. It differs from the socket address if a port is forwarded.</summary>
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
