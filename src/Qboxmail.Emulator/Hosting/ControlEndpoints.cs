using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qboxmail.Emulator.Actions;
using Qboxmail.Emulator.Domain;
using Qboxmail.Emulator.Faults;

namespace Qboxmail.Emulator.Hosting;

/// <summary>
/// Maps the endpoints under <c>/_emulator/</c>, which control the emulator from its web page and from tests in any language. They require no token.
/// </summary>
internal static class ControlEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "GET", "/_emulator/requests", request =>
            Task.FromResult(RequestQuery.Find(request.Query, request.HttpContext.Emulator().Requests)));

        foreach (var action in ActionTable.All)
        {
            Map(routes, action.Method, action.Path, request => InvokeAsync(action, request));
        }
    }

    private static async Task<EmulatorResponse> InvokeAsync(EmulatorAction action, HttpRequest request)
    {
        var body = await ReceivedBody.ReceiveAsync(request).ConfigureAwait(false);
        return action.Invoke(request.HttpContext.Actions(), body.Size == 0 ? [] : body.Read());
    }

    private static void Map(IEndpointRouteBuilder routes, string method, string path, Func<HttpRequest, Task<EmulatorResponse>> handle) =>
        routes.MapMethods(path, [method], async context =>
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
}
