using System.Collections;
using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Qboxmail.Http;

namespace Qboxmail.Tests;

/// <summary>The clients send every operation as the document describes it and read every documented response.</summary>
public class OperationTests
{
    private static IEnumerable<DocumentedOperation> All => ApiDocument.Operations;

    private static IEnumerable<(DocumentedOperation Operation, string Method)> AllMethods =>
        All.SelectMany(operation => operation.Methods, (operation, method) => (operation, method));

    private static IEnumerable<DocumentedOperation> Pages => All.Where(operation => operation.Returns == "page");

    [Test]
    public void Every_operation_has_client_methods_and_every_client_method_has_an_operation()
    {
        var documented = All.SelectMany(operation => operation.Methods, (operation, method) => $"{operation.Client}.{method}");
        var methods = OperationCall.Clients.SelectMany(client =>
            OperationCall.MethodsOf(client.PropertyType.Name), (client, method) => $"{client.PropertyType.Name}.{method.Name}");

        Assert.That(methods, Is.EquivalentTo(documented));
    }

    [Test]
    public void QboxmailClient_has_a_property_for_every_client()
    {
        var clients = typeof(QboxmailClient).Assembly.GetExportedTypes()
            .Where(type => type.Name.EndsWith("Client", StringComparison.Ordinal) && type != typeof(QboxmailClient));

        Assert.That(OperationCall.Clients.Select(client => client.PropertyType), Is.EquivalentTo(clients));
    }

    [Test]
    public void Every_client_method_can_be_overridden_in_a_test_double()
    {
        var methods = OperationCall.Clients.SelectMany(
            client => client.PropertyType.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly));

        Assert.That(methods.Where(method => !method.IsVirtual || method.IsFinal), Is.Empty);
        Assert.That(
            OperationCall.Clients.Where(client =>
                client.PropertyType.GetConstructor(BindingFlags.NonPublic | BindingFlags.Instance, []) is not { IsFamily: true }),
            Is.Empty);
    }

    [Test]
    public Task Every_client_method_sends_the_documented_request() => Cases.AllPassAsync(AllMethods, async item =>
    {
        var (operation, method) = item;
        using var call = new OperationCall(operation, method, number => OperationCall.Documented(operation, operation.Successes.First().Key, number));

        await call.RunAsync();

        var (request, body) = call.Requests[0];
        Assert.That(request.Method, Is.EqualTo(operation.Method));
        Assert.That(request.RequestUri!.GetLeftPart(UriPartial.Path),
            Is.EqualTo(FakeApi.Address.GetLeftPart(UriPartial.Authority) + PathOf(operation, call)));
        Assert.That(request.RequestUri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries),
            Is.EquivalentTo(QueryOf(operation, call)));
        Assert.That(request.Headers.GetValues(ApiDocument.Value.Components!.SecuritySchemes!["apiToken"].Name!), Is.EqualTo(new[] { FakeApi.Token }));
        Assert.That(request.Headers.Accept.ToString(), Is.EqualTo(operation.Returns == "file" ? "*/*" : "application/json"));

        if (operation.Body is null)
        {
            Assert.That((body ?? "", request.Content?.Headers.ContentType), Is.EqualTo(("", (object?)null)));
            return;
        }

        var sent = JsonNode.Parse(body!);
        Assert.That(request.Content!.Headers.ContentType?.ToString(), Is.EqualTo("application/json"));
        Assert.That(sent!.ToJsonString(), Is.EqualTo(Wire.Json(operation.Body.Schema!, call.Arguments["request"])!.ToJsonString()));
        Assert.That(sent.AsObject().Select(field => field.Key), Is.EquivalentTo(operation.Body.Schema!.Properties?.Keys ?? []));
    });

    [Test]
    public Task Every_client_method_reads_its_documented_responses_without_drift() => Cases.AllPassAsync(AllMethods, async item =>
    {
        var (operation, method) = item;
        foreach (var status in operation.Successes.Select(success => success.Key))
        {
            using var call = new OperationCall(operation, method, number => OperationCall.Documented(operation, status, number));

            var result = await call.RunAsync();

            Assert.That(call.Drift, Is.Empty);
            Check(operation, method, result);
        }
    });

    [Test]
    public Task Every_paged_list_is_enumerated_to_its_end() => Cases.AllPassAsync(Pages, async operation =>
    {
        var example = operation.Success.Content!.Example!;
        using var call = new OperationCall(operation, operation.Methods[0], number =>
        {
            var page = example.DeepClone();

            foreach (var item in page["resources"]!.AsArray())
            {
                Rename(item!.AsObject(), number);
            }

            page["pagination"] = new JsonObject { ["page"] = number, ["total_pages"] = 2 };
            return FakeApi.Response(HttpStatusCode.OK, page.ToJsonString());
        });

        var items = (ICollection)(await call.RunAsync())!;

        var queries = call.Requests.Select(request => request.Message.RequestUri!.Query).ToList();
        Assert.That(items, Has.Count.EqualTo(2 * example["resources"]!.AsArray().Count).And.Not.Empty);
        Assert.That(queries, Has.Count.EqualTo(2));
        Assert.That(queries[0], Does.Contain("page=1&per=7"));
        Assert.That(queries[1], Is.EqualTo(queries[0].Replace("page=1&", "page=2&", StringComparison.Ordinal)));
    });

    [Test]
    public void Every_ApiOperation_matches_the_document() => Cases.AllPass(All, operation =>
    {
        var client = OperationCall.Clients.Single(property => property.PropertyType.Name == operation.Client).PropertyType;
        var known = (ApiOperation)client
            .GetField($"{operation.Id.Split('_')[1]}Operation", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
        var isGet = operation.Method == HttpMethod.Get;

        Assert.That((known.Id, known.Method, "/" + known.Path), Is.EqualTo((operation.Id, operation.Method, operation.Path)));
        Assert.That(known.IsRepeatable, Is.EqualTo(isGet || operation.IsIdempotent == true));
        Assert.That(known.IsWrite, Is.EqualTo(!operation.OnlyReads));
        Assert.That(known.Parent?.Id, Is.EqualTo(operation.Parent));
        Assert.That(operation.IsIdempotent is null, Is.EqualTo(isGet));
    });

    [Test]
    public void The_clients_define_exactly_the_documented_operations()
    {
        var known = OperationCall.Clients.SelectMany(client => client.PropertyType.GetFields(BindingFlags.NonPublic | BindingFlags.Static))
            .Select(field => field.GetValue(null)).OfType<ApiOperation>().Select(operation => operation.Id);

        Assert.That(known, Is.EquivalentTo(All.Select(operation => operation.Id)));
    }

    [Test]
    public void No_operation_that_creates_is_idempotent() =>
        Assert.That(All.Where(operation => operation.Returns == "created" && operation.IsIdempotent == true), Is.Empty);

    [Test]
    public void Every_parent_operation_uses_only_path_parameters_of_its_child()
    {
        foreach (var operation in All.Where(operation => operation.Parent is not null))
        {
            var parent = All.Single(candidate => candidate.Id == operation.Parent);

            Assert.That(parent.Method, Is.EqualTo(HttpMethod.Get), operation.Id);
            Assert.That(parent.Returns, Is.EqualTo("item"), operation.Id);
            Assert.That(PathParameters(parent).Select(Names.Parameter), Is.SubsetOf(PathParameters(operation).Select(Names.Parameter)), operation.Id);
        }
    }

    // An enumeration returns an item that two pages share once.
    private static void Rename(JsonObject item, int page)
    {
        foreach (var (name, value) in item.Where(field => field.Key is "code" or "id" or "uid").ToList())
        {
            item[name] = value!.GetValueKind() == System.Text.Json.JsonValueKind.Number ? value.GetValue<long>() + page : $"{value}-{page}";
        }

        if (item.ContainsKey("date"))
        {
            item["date"] = $"2026-04-0{page}";
        }
    }

    private static IEnumerable<IOpenApiParameter> PathParameters(DocumentedOperation operation) =>
        operation.Parameters.Where(parameter => parameter.In == ParameterLocation.Path);

    private static string PathOf(DocumentedOperation operation, OperationCall call) => PathParameters(operation).Aggregate(
        operation.Path,
        (path, parameter) => path.Replace(
            $"{{{parameter.Name}}}",
            Uri.EscapeDataString(call.Arguments[Names.Argument(Names.Parameter(parameter))]!.ToString()!),
            StringComparison.Ordinal));

    private static IEnumerable<string> QueryOf(DocumentedOperation operation, OperationCall call)
    {
        foreach (var parameter in operation.Parameters.Where(parameter => parameter.In == ParameterLocation.Query))
        {
            var value = parameter.Extension("x-qboxmail-paging")?.ToString() switch
            {
                "page" => 1,
                "size" => 7,
                _ when parameter.Required => call.Arguments[Names.Argument(Names.Parameter(parameter))]!,
                _ => call.Arguments["query"]!.GetType().GetProperty(Names.Parameter(parameter))!.GetValue(call.Arguments["query"])!,
            };

            yield return Wire.Query(parameter, value);
        }
    }

    private static void Check(DocumentedOperation operation, string method, object? result)
    {
        var (type, content) = operation.Success;
        var example = content?.Example;

        switch (operation.Returns)
        {
            case "empty":
                Assert.That(result, Is.Null);
                break;
            case "file":
                using (var download = (QboxmailDownload)result!)
                {
                    Assert.That((download.ContentType, download.Length), Is.EqualTo((type, (long?)3)));
                }

                break;
            case "item":
                Same(Item(content!), example!["resources"]![0], result);
                break;
            case "page" when method.EndsWith("PageAsync", StringComparison.Ordinal):
                Same(content!.Schema!.Properties!["resources"], example!["resources"], result!.GetType().GetProperty("Items")!.GetValue(result));
                Same(content.Schema.Properties["pagination"], example["pagination"], result.GetType().GetProperty("Pagination")!.GetValue(result));
                break;
            case "page" or "list":
                Same(content!.Schema!.Properties!["resources"], example!["resources"], result);
                break;
            default:
                Same(content!.Schema!, example, result);
                break;
        }
    }

    private static IOpenApiSchema Item(IOpenApiMediaType content) => content.Schema!.Properties!["resources"].Items!;

    /// <summary>Compares what was read with an example: nothing may be missing, nothing added.</summary>
    private static void Same(IOpenApiSchema schema, JsonNode? example, object? read) =>
        Assert.That(Sorted(Wire.Json(schema, read))?.ToJsonString(), Is.EqualTo(Sorted(example)?.ToJsonString()));

    // To a model, null equals absent and the order of properties does not matter.
    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Where(field => field.Value is not null).OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => KeyValuePair.Create(field.Key, Sorted(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        // The same instant can be written in several formats.
        JsonValue value when value.TryGetValue<string>(out var text) && text.Length > 15 && text[10] is 'T' or ' '
            && Qboxmail.Json.Timestamps.TryParse(text, out var time) => JsonValue.Create(time),
        _ => node?.DeepClone(),
    };
}
