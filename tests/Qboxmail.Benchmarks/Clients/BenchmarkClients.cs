using Refit;

namespace Qboxmail.Benchmarks.Clients;

/// <summary>The compared clients. The first is the library.</summary>
internal static class BenchmarkClients
{
    public const string Code = "D000000001";
    public const string Password = "Correct-horse-7";
    private const string MemoryAddress = "https://api.example.com";

    public static readonly string[] Names = ["qboxmail", "nswag", "refit", "newtonsoft", "stj"];

    public static readonly string[] Titles =
        ["Qboxmail", "NSwag's own templates", "Refit", "Newtonsoft.Json by hand", "System.Text.Json by hand"];

    /// <summary>Creates a client with a handler, or with sockets if the handler is null.</summary>
    public static IBenchmarkClient Create(string name, HttpMessageHandler? handler, string address = MemoryAddress) => name switch
    {
        "qboxmail" => new LibraryClient(CreateLibrary(handler, address)),
        "nswag" => new StockClient(new Stock.DomainsClient(CreateHttp(handler, address)) { BaseUrl = address }),
        "refit" => new SharedModelClient(RestService.For<IDomainsApi>(CreateHttp(handler, address))),
        "newtonsoft" => new SharedModelClient(new NewtonsoftDomainsApi(CreateHttp(handler, address), address)),
        "stj" => new SharedModelClient(new SystemTextJsonDomainsApi(CreateHttp(handler, address), address)),
        _ => throw new ArgumentException($"There is no client '{name}'.", nameof(name)),
    };

    private static QboxmailClient CreateLibrary(HttpMessageHandler? handler, string address)
    {
        var options = new QboxmailClientOptions { ApiToken = "benchmark", BaseAddress = new Uri(address) };
        return handler is null ? new QboxmailClient(options) : new QboxmailClient(options, handler);
    }

    private static HttpClient CreateHttp(HttpMessageHandler? handler, string address)
    {
        var http = handler is null ? new HttpClient() : new HttpClient(handler, disposeHandler: false);
        http.BaseAddress = new Uri(address);
        http.DefaultRequestHeaders.Add("X-Api-Token", "benchmark");
        return http;
    }
}
