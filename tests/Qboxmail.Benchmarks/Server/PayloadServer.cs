using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Qboxmail.Benchmarks.Server;

/// <summary>A server of the payloads. It prints its address and runs until its input ends.</summary>
internal static class PayloadServer
{
    public static async Task ServeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.Run(RespondAsync);

        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Console.In.ReadToEndAsync();
    }

    private static async Task RespondAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var isPage = request.Query.TryGetValue("page", out var page);
        var (status, body) = (200, isPage ? Payloads.Page(int.Parse(page!, CultureInfo.InvariantCulture)) : Payloads.One);

        if (request.Method == "POST")
        {
            using var reader = new StreamReader(request.Body);
            var isRejected = (await reader.ReadToEndAsync()).Contains(Payloads.RejectedName, StringComparison.Ordinal);
            (status, body) = isRejected ? (422, Payloads.Rejected) : (201, Payloads.Created);
        }

        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }
}
