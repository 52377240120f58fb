using System.Reflection;

namespace Qboxmail.Fuzz;

/// <summary>Calls a method of a client whose every request receives the fuzzed response.</summary>
internal sealed class FuzzedCall
{
    // The library ends an enumeration of identical pages after fewer requests.
    private const int MaxRequests = 1100;

    private readonly MethodInfo _method;
    private readonly object _client;
    private readonly object?[] _arguments;
    private FuzzInput? _input;
    private int _requests;

    public FuzzedCall(DocumentedOperation operation, string method)
    {
        var options = new QboxmailClientOptions { ApiToken = Marks.Token, MaxRetries = 0, MaxResponseSize = 8 * 1024 * 1024 };
        var client = new QboxmailClient(options, new FuzzedServer(this));

        _client = Clients(client).Concat(Clients(client.Delivery)).Single(candidate => candidate.GetType().Name == operation.Client);
        _method = _client.GetType().GetMethod(method)!;
        _arguments = [.. _method.GetParameters().Select(Argument)];
    }

    /// <summary>Gets a value indicating whether the request contains a password.</summary>
    public bool SendsPassword => _arguments.Any(argument => argument is not null && Marks.Passwords(argument).Any());

    public void Run(FuzzInput input)
    {
        _input = input;
        _requests = 0;

        switch (_method.Invoke(_client, BindingFlags.DoNotWrapExceptions, null, _arguments, null))
        {
            case Task<QboxmailDownload> download:
                using (var file = download.GetAwaiter().GetResult())
                {
                    file.Content.CopyTo(Stream.Null);
                }

                break;
            case Task task:
                task.GetAwaiter().GetResult();
                break;
            case { } enumerable:
                EnumerateAsync((dynamic)enumerable).GetAwaiter().GetResult();
                break;
        }
    }

    private static IEnumerable<object> Clients(object owner) =>
        owner.GetType().GetProperties()
            .Where(property => property.PropertyType.Name.EndsWith("Client", StringComparison.Ordinal))
            .Select(property => property.GetValue(owner)!);

    private static object? Argument(ParameterInfo parameter) => parameter switch
    {
        { ParameterType: var type } when type == typeof(CancellationToken) => CancellationToken.None,
        { ParameterType: var type } when type == typeof(PagingOptions) => new PagingOptions { PrefetchPages = 0 },
        { Name: "page" } => 1,
        { Name: "pageSize" } => 100,
        { Name: "query" } => null,
        _ => Marks.Send(new SampleValues().Make(parameter.ParameterType)),
    };

    private static async Task EnumerateAsync<T>(PagedAsyncEnumerable<T> enumerable)
    {
        await foreach (var page in enumerable.AsPages())
        {
            _ = page.Items.Count;
        }
    }

    private sealed class FuzzedServer(FuzzedCall call) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            ++call._requests > MaxRequests
                ? throw new FuzzException("The enumeration does not end: it keeps requesting pages although all of them are identical.")
                : Task.FromResult(call._input!.ToResponse());
    }
}
