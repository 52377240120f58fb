using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Qboxmail.Tests;

/// <summary>Examples are what people copy, so that each of them must be right.</summary>
public class ExtensibleEnumTests
{
    private static IEnumerable<TestCaseData> Requests =>
        ApiDocument.Operations.Where(operation => operation.Body is not null).Select(operation => Case(operation.Id, operation.Body!));

    private static IEnumerable<TestCaseData> Answers =>
        from operation in ApiDocument.Operations
        from response in operation.Responses
        from content in response.Value.Content ?? new Dictionary<string, IOpenApiMediaType>()
        where content.Key == "application/json"
        select Case($"{operation.Id} {response.Key}", content.Value);

    private static IEnumerable<TestCaseData> Webhooks =>
        from operation in ApiDocument.Operations
        from callback in operation.Callbacks
        select Case($"{operation.Id} {callback.Summary}", callback.RequestBody!.Content!["application/json"]);

#pragma warning disable CS0618 // It is obsolete in OpenAPI 3.1; the document is of version 3.0.
    private static IEnumerable<TestCaseData> Fields =>
        from schema in ApiDocument.Schemas
        from property in schema.Value.Properties ?? new Dictionary<string, IOpenApiSchema>()
        where property.Value.Example is not null
        select new TestCaseData(property.Value, property.Value.Example).SetArgDisplayNames($"{schema.Key}.{property.Key}");
#pragma warning restore CS0618

    private static IEnumerable<TestCaseData> Parameters =>
        from operation in ApiDocument.Operations
        from parameter in operation.Parameters
        select new TestCaseData(parameter.Schema, parameter.Example).SetArgDisplayNames($"{operation.Id} {parameter.Name}");

    [TestCaseSource(nameof(Requests))]
    [TestCaseSource(nameof(Answers))]
    [TestCaseSource(nameof(Webhooks))]
    [TestCaseSource(nameof(Fields))]
    [TestCaseSource(nameof(Parameters))]
    public void Each_is_valid(IOpenApiSchema schema, JsonNode? example)
    {
        Assert.That(SchemaCheck.Errors(schema, example, "example"), Is.Empty);
    }

    // The check itself, because what it does not see no test sees.
    [TestCase("""{"status": "enabled"}""", 0)]
    [TestCase("""{"status": "frozen"}""", 1)]
    [TestCase("""{"status": 1}""", 1)]
    [TestCase("""{"status": null}""", 1)]
    [TestCase("{}", 1)]
    [TestCase("""{"status": "enabled", "bounce_msg": "x", "more": 1}""", 1)]
    [TestCase("[]", 1)]
    public void One_that_is_not_would_be_seen(string example, int errors)
    {
        Assert.That(SchemaCheck.Errors(ApiDocument.Schemas["SetEmailAccountStatusRequest"], JsonNode.Parse(example), "example").ToList(), Has.Count.EqualTo(errors));
    }

    private static TestCaseData Case(string name, IOpenApiMediaType content) => new TestCaseData(content.Schema, content.Example).SetArgDisplayNames(name);
}
