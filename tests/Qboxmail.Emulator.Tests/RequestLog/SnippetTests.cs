using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Qboxmail.Emulator.Tests;

/// <summary>A logged request can be copied as a call of the library or as a curl command, which sends the same again.</summary>
public class SnippetTests
{
    [Test]
    public async Task The_CSharp_call_of_each_operation_compiles_and_sends_the_same_request()
    {
        await using var scene = await PopulatedEmulator.CreateAsync();
        var requests = new List<EmulatorRequest>();

        foreach (var operation in PopulatedEmulator.Operations)
        {
            using var response = await scene.SendAsync(operation, withQuery: true);
            requests.Add(scene.Emulator.Requests.Find(operation.Id)[^1]);
        }

        var calls = Compile(requests);

        foreach (var request in requests)
        {
            await AssertSameAsync(request, calls.GetMethod(request.Operation!)!);
        }
    }

    [Test]
    public async Task A_request_with_an_unknown_path_has_no_CSharp_call()
    {
        await using var api = await EmulatorHarness.StartAsync();
        await api.Http.GetAsync(new Uri("/api/nothing", UriKind.Relative));

        Assert.That(api.Emulator.Requests.Find().Single().ToCSharp(), Is.Null);
    }

    [Test]
    public async Task The_curl_command_sends_the_same_request()
    {
        await using var api = await EmulatorHarness.StartAsync();
        var code = await api.CreateActiveDomainAsync();
        await api.Client.EmailAliases.CreateAsync(code, new CreateEmailAliasRequest("o'brien", ["info@example.org"]));
        var first = api.Emulator.Requests.Find("EmailAliases_Create").Single();

        Assert.That(first.ToCurl(), Does.Contain("\"X-Api-Token: $QBOXMAIL_API_TOKEN\"").And.Not.Contain(api.Emulator.Token));

        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", first.ToCurl()])
        {
            Environment = { ["QBOXMAIL_API_TOKEN"] = api.Emulator.Token, ["NO_PROXY"] = "*" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await shell.WaitForExitAsync();

        var second = api.Emulator.Requests.Find("EmailAliases_Create")[^1];
        Assert.That((second.Number, second.Path, second.RequestBody), Is.EqualTo((first.Number + 1, first.Path, first.RequestBody)));
        Assert.That(await shell.StandardOutput.ReadToEndAsync(), Does.Contain("already exists"));
    }

    private static Type Compile(IEnumerable<EmulatorRequest> requests)
    {
        var methods = requests.Select(request =>
            $"public static async Task {request.Operation}(QboxmailClient qboxmail) {{ {request.ToCSharp()} }}");
        var source = $$"""
            using System; using System.Globalization; using System.Threading.Tasks; using Qboxmail; using Qboxmail.Models;
            public static class Calls
            {
                {{string.Join('\n', methods)}}
            }
            """;
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
            .WithSpecificDiagnosticOptions([KeyValuePair.Create("QBOX001", ReportDiagnostic.Suppress)]);
        using var assembly = new MemoryStream();
        var result = CSharpCompilation.Create("Calls", [CSharpSyntaxTree.ParseText(source)], references, options).Emit(assembly);

        Assert.That(
            result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .Select(diagnostic => $"{diagnostic.GetMessage(CultureInfo.InvariantCulture)}: "
                    + $"{source.Split('\n')[diagnostic.Location.GetLineSpan().StartLinePosition.Line]}"),
            Is.Empty);
        return Assembly.Load(assembly.ToArray()).GetType("Calls")!;
    }

    private static async Task AssertSameAsync(EmulatorRequest request, MethodInfo call)
    {
        var handler = new Recorder();
        using var client = new QboxmailClient(
            new QboxmailClientOptions { ApiToken = "t", BaseAddress = new Uri("https://example.com"), MaxRetries = 0 }, handler);

        try
        {
            await (Task)call.Invoke(null, [client])!;
        }
        catch (QboxmailException)
        {
            // The empty response fits few operations; only the request matters.
        }

        var (expected, actual) = (request.Path.Split('?'), handler.Target!.Split('?'));
        Assert.That((handler.Method, actual[0]), Is.EqualTo((request.Method, expected[0])), request.Operation);
        Assert.That(Query(expected), Is.SubsetOf(Query(actual)), request.Operation);
        Assert.That(
            JsonNode.DeepEquals(Body(request.RequestBody), Body(handler.Body?.Replace("+00:00", "Z", StringComparison.Ordinal))),
            Is.True, $"{request.Operation}: {request.RequestBody} is sent as {handler.Body}");
    }

    private static JsonNode? Body(string? text) => text is null or "" ? null : JsonNode.Parse(text);

    private static IEnumerable<string> Query(string[] target) =>
        target.Length < 2 ? [] : target[1].Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString);

    private sealed class Recorder : HttpMessageHandler
    {
        public string? Method { get; private set; }

        public string? Target { get; private set; }

        public string? Body { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (Method, Target) = (request.Method.Method, request.RequestUri!.PathAndQuery);
            Body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}", null, "application/json") };
        }
    }
}
