using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Qboxmail.Tests;

/// <summary>The C# samples of reference pages, which the build compiles, send the requests of the document's examples.</summary>
public class CSharpSampleTests
{
    [Test]
    public void Every_operation_has_a_sample() =>
        Assert.That(Samples.Select(sample => sample.Name), Is.EquivalentTo(ApiDocument.Operations.Select(operation => operation.Id)));

    [Test]
    public Task Every_sample_sends_the_example_of_its_operation() => Cases.AllPassAsync(ApiDocument.Operations, async operation =>
    {
        var requests = new List<(HttpRequestMessage Message, string? Body)>();
        using var server = new StubHandler(request =>
        {
            requests.Add((FakeApi.Copy(request), request.Content?.ReadAsStringAsync().GetAwaiter().GetResult()));
            return OperationCall.Documented(operation, operation.Successes.First().Key, requests.Count);
        });
        using var qboxmail = new QboxmailClient(new QboxmailClientOptions { ApiToken = FakeApi.Token }, server);

        await (Task)Samples.Single(sample => sample.Name == operation.Id).Invoke(null, [qboxmail])!;

        var (message, body) = requests[0];
        Assert.That((message.Method, message.RequestUri!.AbsolutePath), Is.EqualTo((operation.Method, PathOf(operation))));
        Assert.That(Sorted(string.IsNullOrEmpty(body) ? null : JsonNode.Parse(body)), Is.EqualTo(Sorted(operation.Body?.Example)));
    });

    private static MethodInfo[] Samples => typeof(CSharpSamples).GetMethods(BindingFlags.Public | BindingFlags.Static);

    private static string PathOf(DocumentedOperation operation) => operation.Parameters
        .Where(parameter => parameter.In == Microsoft.OpenApi.ParameterLocation.Path)
        .Aggregate(operation.Path, (path, parameter) =>
            path.Replace($"{{{parameter.Name}}}", Uri.EscapeDataString(parameter.Example!.ToString()), StringComparison.Ordinal));

    /// <summary>The fields in the order of their names, and instants in UTC.</summary>
    private static string? Sorted(JsonNode? node) => node switch
    {
        JsonObject fields => string.Join(
            ',', fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}:{Sorted(field.Value)}")),
        JsonValue value when value.TryGetValue<DateTimeOffset>(out var instant) => instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        _ => node?.ToJsonString(),
    };
}
