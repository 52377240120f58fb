using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Qboxmail.Emulator.Actions;

namespace Qboxmail.Emulator.Hosting;

/// <summary>The request pipeline of all emulators in a process. Routing parses and compiles the routes once instead of at each start.</summary>
internal static class SharedPipeline
{
    private static readonly RequestDelegate Pipeline = Build();

    /// <summary>Processes a request to an emulator.</summary>
    public static Task InvokeAsync(HttpContext context, EmulatorActions actions)
    {
        context.Features.Set(actions);
        return Pipeline(context);
    }

    public static EmulatorActions Actions(this HttpContext context) => context.Features.GetRequiredFeature<EmulatorActions>();

    public static EmulatorInstance Emulator(this HttpContext context) => context.Actions().Instance;

    private static RequestDelegate Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        // A web application requires a server; this one is never started.
        builder.WebHost.UseKestrelCore();
        var app = builder.Build();
        app.UseRouting();
        app.Use(RequestLogging.InvokeAsync);
        PageEndpoints.Map(app);
        ControlEndpoints.Map(app);
        RequestEvents.Map(app);
        ApiEndpoints.Map(app);
        app.UseEndpoints(_ => { });
        return ((IApplicationBuilder)app).Build();
    }
}
