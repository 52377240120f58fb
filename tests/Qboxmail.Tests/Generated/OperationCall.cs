using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using Qboxmail.Http;

namespace Qboxmail.Tests;

/// <summary>Calls the method of an operation on a client of its own, with every argument set.</summary>
internal sealed class OperationCall : IDisposable
{
    private readonly FakeApi _api = new();
    private readonly RecordingLog _log = new();
    private readonly StubHandler _server;
    private readonly StandaloneHttpClient _http;
    private readonly QboxmailClient _client;
    private readonly MethodInfo _method;

    /// <param name="operation">The operation.</param>
    /// <param name="method">The name of the method.</param>
    /// <param name="answer">Responds to each request; gets its number.</param>
    public OperationCall(DocumentedOperation operation, string method, Func<int, HttpResponseMessage> answer)
    {
        _server = new StubHandler(request =>
        {
            Requests.Add((FakeApi.Copy(request), request.Content?.ReadAsStringAsync().GetAwaiter().GetResult()));
            return answer(Requests.Count);
        });
        _http = StandaloneHttpClient.ForHandler(_server, FakeApi.Address);
        _client = new QboxmailClient(_api.Options, _http.Get, _log);
        _method = MethodsOf(operation.Client).Single(candidate => candidate.Name == method);
        Arguments = Make(_method);
    }

    public List<(HttpRequestMessage Message, string? Body)> Requests { get; } = [];

    /// <summary>The arguments by name.</summary>
    public IReadOnlyDictionary<string, object?> Arguments { get; }

    /// <summary>The log messages about differences between a response and the document.</summary>
    public IEnumerable<string> Drift =>
        _log.Lines.Where(line => line.Text.StartsWith("The field", StringComparison.Ordinal)).Select(line => line.Text);

    /// <summary>The properties of QboxmailClient, and of its Delivery, that are clients.</summary>
    public static IEnumerable<PropertyInfo> Clients =>
        typeof(QboxmailClient).GetProperties().Concat(typeof(DeliveryClients).GetProperties())
            .Where(property => property.PropertyType.Name.EndsWith("Client", StringComparison.Ordinal));

    /// <summary>The methods of a client that send an operation; waits, look-ups and CreateIfNotExistsAsync send several.</summary>
    public static IEnumerable<MethodInfo> MethodsOf(string client) =>
        Clients.Single(property => property.PropertyType.Name == client).PropertyType
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => !method.Name.StartsWith("WaitUntil", StringComparison.Ordinal)
                && !method.Name.StartsWith("FindBy", StringComparison.Ordinal)
                && method.Name != nameof(DomainsClient.CreateIfNotExistsAsync));

    /// <summary>The example of the document as the response to the first request; an empty page follows.</summary>
    public static HttpResponseMessage Documented(DocumentedOperation operation, string status, int request)
    {
        if (request > 1)
        {
            return FakeApi.Response(HttpStatusCode.OK, """{"resources": []}""");
        }

        var (type, content) = operation.Success;

        return new HttpResponseMessage((HttpStatusCode)int.Parse(status, System.Globalization.CultureInfo.InvariantCulture))
        {
            Content = type switch
            {
                "" => null,
                "application/json" => new StringContent(content!.Example!.ToJsonString(), Encoding.UTF8, "application/json"),
                _ => new ByteArrayContent([1, 2, 3]) { Headers = { ContentType = new MediaTypeHeaderValue(type) } },
            },
        };
    }

    /// <summary>Calls the method and returns its result: the items of a list, the result of a task, or null.</summary>
    public async Task<object?> RunAsync()
    {
        var client = Clients.Single(property => property.PropertyType == _method.DeclaringType);
        var target = client.GetValue(client.DeclaringType == typeof(DeliveryClients) ? _client.Delivery : _client);
        var returned = _method.Invoke(target, [.. _method.GetParameters().Select(parameter => Arguments[parameter.Name!])])!;

        if (returned is not Task task)
        {
            var collect = typeof(OperationCall).GetMethod(nameof(CollectAsync), BindingFlags.NonPublic | BindingFlags.Static)!;
            return await (Task<object>)collect.MakeGenericMethod(returned.GetType().GetGenericArguments()).Invoke(null, [returned])!;
        }

        await task;
        return _method.ReturnType.IsGenericType ? _method.ReturnType.GetProperty("Result")!.GetValue(task) : null;
    }

    public void Dispose()
    {
        _client.Dispose();
        _http.Dispose();
        _server.Dispose();
        _api.Dispose();
    }

    private static Dictionary<string, object?> Make(MethodInfo method)
    {
        var samples = new SampleValues();

        return method.GetParameters().ToDictionary(parameter => parameter.Name!, object? (parameter) => parameter switch
        {
            { ParameterType: var type } when type == typeof(CancellationToken) => CancellationToken.None,
            { ParameterType: var type } when type == typeof(PagingOptions) => new PagingOptions { PageSize = 7, PrefetchPages = 0 },
            { Name: "page" } => 1,
            { Name: "pageSize" } => 7,
            _ => samples.Make(parameter.ParameterType),
        });
    }

    private static async Task<object> CollectAsync<T>(PagedAsyncEnumerable<T> list) => await list.ToListAsync();
}
