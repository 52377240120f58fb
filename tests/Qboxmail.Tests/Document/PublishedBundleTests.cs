using Microsoft.OpenApi;

namespace Qboxmail.Tests;

/// <summary>The bundle for everyone contains the same facts as the bundle that the clients are generated from.</summary>
public class PublishedBundleTests
{
    private static readonly string[] Observed = ["created_at", "updated_at"];

    private static readonly string[] Kept =
    [
        "x-provenance", "x-extensible-enum", "x-documented-type",
        .. new[] { "wait", "idempotent", "parent", "billable", "values", "candidates" }.Select(name => $"x-qboxmail-{name}"),
    ];

    [Test]
    public void Both_bundles_have_the_same_operations() =>
        Assert.That(Operations(ApiDocument.Published), Is.EqualTo(Operations(ApiDocument.Value)).And.Count.GreaterThan(100));

    [Test]
    public void Both_bundles_have_the_same_fields() => AssertSame(schema => schema.Properties?.Keys ?? []);

    [Test]
    public void Both_bundles_require_the_same_fields() => AssertSame(schema => schema.Required ?? new HashSet<string>());

    [Test]
    public void Both_bundles_have_the_same_values_defaults_and_descriptions() => AssertSame(Facts);

    [Test]
    public void Fields_of_responses_may_be_null_unless_they_are_required()
    {
        var forbidding = from schema in Received()
                         from property in schema.Value.Properties ?? new Dictionary<string, IOpenApiSchema>()
                         let actual = property.Value.Actual()
                         where actual.Type is not null && !actual.Is(JsonSchemaType.Null)
                         select (Name: $"{schema.Key}.{property.Key}", IsRequired: schema.Value.Required?.Contains(property.Key) == true);
        var found = forbidding.ToList();

        Assert.That(found, Has.Count.GreaterThan(30));
        Assert.That(found.Where(field => !field.IsRequired), Is.Empty);
    }

    [Test]
    public void Only_observed_fields_of_responses_have_a_format_of_dates()
    {
        var dated = from schema in Received()
                    from property in schema.Value.Properties ?? new Dictionary<string, IOpenApiSchema>()
                    where property.Value.Format is "date" or "date-time" or "email"
                    select property.Key;

        Assert.That(dated.Distinct(), Is.EquivalentTo(Observed));
    }

    [Test]
    public void Numbers_of_requests_that_come_from_a_list_are_enumerations()
    {
        var quota = ApiDocument.Published.Components!.Schemas!["CreateEmailAccountRequest"].Properties!["max_email_quota"];
        var level = ApiDocument.Published.Components.Schemas["CreateDomainRequest"].Properties!["antispam_level"];

        Assert.That(quota.Enum, Has.Count.EqualTo(13));
        Assert.That(level.Enum, Has.Count.EqualTo(4));
    }

    [Test]
    public void The_published_bundle_has_only_extensions_that_a_reader_can_use()
    {
        var used = Repository.Read("openapi/dist/qboxmail-management.yaml").Split('\n')
            .Select(line => line.Trim().Split(':')[0])
            .Where(key => key.StartsWith("x-", StringComparison.Ordinal) && key is not ("x-displayName" or "x-tagGroups"))
            .Distinct();

        Assert.That(used, Is.SubsetOf(Kept));
    }

    private static IEnumerable<KeyValuePair<string, IOpenApiSchema>> Received() => ApiDocument.Published.Components!.Schemas!.Where(
        schema => !schema.Key.EndsWith("Request", StringComparison.Ordinal) && !schema.Key.EndsWith("Input", StringComparison.Ordinal));

    private static List<string> Operations(OpenApiDocument document) =>
    [
        .. from path in document.Paths
           from operation in path.Value.Operations ?? []
           let responses = string.Join(' ', operation.Value.Responses!.Keys)
           let parameters = string.Join(' ', operation.Value.Parameters?.Select(parameter => parameter.Name) ?? [])
           select $"{operation.Key} {path.Key} {operation.Value.OperationId} {responses} {parameters}",
    ];

    private static IEnumerable<string> Facts(IOpenApiSchema schema) => schema.Properties?.Select(property =>
    {
        var listed = property.Value.Actual().Extension("x-extensible-enum")?.ToJsonString()
            ?? (property.Value.Actual().Enum is { Count: > 0 } values ? $"[{string.Join(',', values.Select(value => value!.ToJsonString()))}]" : "");
        var isDescribed = property.Value.Description?.Length > 0;

        return $"{property.Key} {listed.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal)} {property.Value.Default} {isDescribed}";
    }) ?? [];

    private static void AssertSame(Func<IOpenApiSchema, IEnumerable<string>> select)
    {
        Assert.That(Lines(ApiDocument.Published), Is.EqualTo(Lines(ApiDocument.Value)).And.Count.GreaterThan(100));

        List<string> Lines(OpenApiDocument document) =>
        [
            .. from schema in document.Components!.Schemas!
               select $"{schema.Key}: {string.Join(' ', select(schema.Value).Order(StringComparer.Ordinal))}",
        ];
    }
}
