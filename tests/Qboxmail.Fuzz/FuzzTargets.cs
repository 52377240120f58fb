using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Qboxmail.Http;
using Qboxmail.Json;

namespace Qboxmail.Fuzz;

/// <summary>Creates a target for all code of the library that reads responses.</summary>
internal static class FuzzTargets
{
    private static readonly int[] Successes = [200, 201];
    private static readonly int[] Failures = [301, 400, 401, 403, 404, 408, 409, 422, 429, 500, 503];
    private static readonly int[] All = [200, 200, 200, 201, 202, 204, .. Failures];

    private static readonly ApiOperation Read = new("Fuzz_Read", HttpMethod.Get, "api/fuzz");
    private static readonly ApiOperation Write = new("Fuzz_Write", HttpMethod.Post, "api/fuzz");
    private static readonly QboxmailClientOptions Options = new() { ApiToken = Marks.Token };

    public static IReadOnlyList<FuzzTarget> Create() =>
    [
        .. Models.SelectMany(model => new[]
        {
            new FuzzTarget(
                $"model {model.Name}", SampleResponses.OfModel(model.Name), Successes, Reader(nameof(ReadValue), model), SendsPassword: true, IsOurs),
            new FuzzTarget(
                $"list {model.Name}", [.. SampleResponses.OfModel(model.Name).Select(SampleResponses.Wrapped)], Successes,
                Reader(nameof(ReadList), model), SendsPassword: true, IsOurs),
        }),
        new(
            "error", SampleResponses.OfErrors, Failures, input => throw ApiErrors.FromErrorResponse(CreateResponse(input, Write)),
            SendsPassword: true, IsOurs),
        new(
            "webhook", [.. SampleResponses.OfModel(nameof(EmailOverquotaEvent)), .. SampleResponses.OfModel(nameof(DomainCreateEvent))], Successes,
            input => WebhookEvent.Parse(input.Body), SendsPassword: true, exception => exception is FormatException),
        .. ApiDocument.Operations.SelectMany(operation => operation.Methods, OfMethod),
    ];

    private static IEnumerable<Type> Models =>
        typeof(Domain).Assembly.GetExportedTypes().Where(type => typeof(IResponseModel).IsAssignableFrom(type));

    private static FuzzTarget OfMethod(DocumentedOperation operation, string method)
    {
        var call = new FuzzedCall(operation, method);
        return new($"call {operation.Client}.{method}", SampleResponses.OfOperation(operation), All, call.Run, call.SendsPassword, IsOurs);
    }

    private static bool IsOurs(Exception exception) => exception is QboxmailException;

    private static Action<FuzzInput> Reader(string method, Type model) =>
        typeof(FuzzTargets).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(model)
            .CreateDelegate<Func<Action<FuzzInput>>>()();

    private static Action<FuzzInput> ReadValue<T>()
        where T : class
    {
        var read = ReadOf<T>();
        return input => CreateResponse(input, Read).Read(read);
    }

    private static Action<FuzzInput> ReadList<T>()
        where T : class
    {
        var read = ReadOf<T>();
        return input => Envelope.Read(CreateResponse(input, Read), read).ToPage(1);
    }

    private static ReadValue<T?> ReadOf<T>()
        where T : class =>
        (ReadValue<T?>)typeof(T).GetField("Read", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;

    private static ApiResponse CreateResponse(FuzzInput input, ApiOperation operation)
    {
        var response = input.ToResponse();
        var call = new CallContext(new ApiRequest(operation), Options) { Body = new ResponseBody(input.Body, response.Content.Headers.ContentType) };
        call.AddToken(Marks.Token);
        call.AddToken(Marks.Sent);
        return new ApiResponse(call, response, new Telemetry(NullLogger.Instance, QboxmailHosts.Production));
    }
}
