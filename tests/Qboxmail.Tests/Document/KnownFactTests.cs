using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Qboxmail.Tests;

/// <summary>The document agrees with the folder Facts: what the provider's public reference and public programs say about the API.</summary>
public class KnownFactTests
{
    private static readonly IReadOnlyList<string[]> Fields = Read("fields.csv");

    [Test]
    public void The_document_has_exactly_the_known_operations()
    {
        Assert.That(ApiDocument.Operations.Select(operation => operation.Id), Is.EquivalentTo(Read("operations.csv").Select(row => row[0])));
    }

    // Inferred operations are corrected in the document alone.
    [Test]
    public void Operations_that_are_not_inferred_match_the_known_facts()
    {
        var known = Read("operations.csv")
            .Where(row => row[3] != "inferred")
            .Select(row => $"{row[0]}: {row[1]} {row[2]} {row[3]} {row[4].Split(':')[0]}")
            .ToList();
        var documented = ApiDocument.Operations.Select(operation =>
            $"{operation.Id}: {operation.Method} {operation.Path} {operation.Provenance} {operation.Returns}");

        Assert.That(known, Has.Count.AtLeast(74));
        Assert.That(known.Except(documented), Is.Empty);
    }

    [Test]
    public void Operations_return_the_known_resources()
    {
        var known = Read("operations.csv")
            .Where(row => row[3] != "inferred" && row[4].Contains(':', StringComparison.Ordinal))
            .Select(row => $"{row[0]}: {row[4].Split(':')[1]}");
        var documented = ApiDocument.Operations.Select(operation => $"{operation.Id}: {operation.ResponseSchema}");

        Assert.That(known.Except(documented), Is.Empty);
    }

    [Test]
    public void The_document_has_every_known_field()
    {
        Assert.That(Fields, Has.Count.GreaterThan(700));
        Assert.That(Fields.Where(row => Find(row) is null).Select(Name), Is.Empty);
    }

    [Test]
    public void The_document_lists_every_known_value_of_a_field()
    {
        var missing = from row in Fields
                      where row[2].Length > 0
                      let schema = Find(row)!
                      from value in row[2].Split('|').Except(ValuesOf(schema))
                      select $"{Name(row)}: {value}";

        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void The_document_has_the_known_defaults()
    {
        var different = from row in Fields
                        where row[3].Length > 0
                        let schema = Find(row)!
                        let documented = schema.Default ?? schema.Actual().Default
                        where documented?.ToString() != row[3]
                        select $"{Name(row)}: {row[3]}, not {documented}";

        Assert.That(different, Is.Empty);
    }

    [Test]
    public void Fields_known_as_required_are_required() =>
        Assert.That(Fields.Where(row => row[4].Length > 0 && !IsRequired(row)).Select(Name), Is.Empty);

    private static string Name(string[] row) => $"{row[0]}: {row[1]}";

    private static bool IsRequired(string[] row) => row[0].Split(' ') switch
    {
        [var method, var path, "body"] => BodyOf(method, path)?.Required?.Contains(row[1]) == true,
        [var method, var path, _] => ParametersOf(method, path).Any(parameter => parameter.Name == row[1] && parameter.Required),
        _ => ApiDocument.Schemas[row[0]].Required?.Contains(row[1]) == true,
    };

    private static IOpenApiSchema? Find(string[] row) => row[0].Split(' ') switch
    {
        [var method, var path, "body"] => Descend(BodyOf(method, path), row[1]),
        [var method, var path, _] => ParametersOf(method, path).FirstOrDefault(parameter => parameter.Name == row[1])?.Schema,
        _ => Descend(ApiDocument.Schemas[row[0]], row[1]),
    };

    private static IOpenApiSchema? BodyOf(string method, string path) => Operation(method, path).Body?.Schema?.Actual();

    private static IReadOnlyList<IOpenApiParameter> ParametersOf(string method, string path) => Operation(method, path).Parameters;

    private static DocumentedOperation Operation(string method, string path) =>
        ApiDocument.Operations.Single(operation => operation.Method.Method == method && operation.Path == path);

    // A dotted name leads to a field within a list or an object.
    private static IOpenApiSchema? Descend(IOpenApiSchema? schema, string path) => path.Split('.').Aggregate(
        schema,
        (found, name) => (found?.Actual().Items ?? found)?.Actual().Properties?.TryGetValue(name, out var property) == true ? property : null);

    private static IEnumerable<string> ValuesOf(IOpenApiSchema schema)
    {
        var actual = schema.Actual().Items?.Actual() ?? schema.Actual();
        var values = actual.Extension("x-extensible-enum")?.AsArray()
            ?? schema.Extension("x-extensible-enum")?.AsArray()
            ?? (IEnumerable<JsonNode?>)(actual.Enum ?? []);

        return values.Select(value => value!.ToString());
    }

    private static IReadOnlyList<string[]> Read(string file) =>
        [.. Repository.Read($"tests/Qboxmail.Tests/Document/Facts/{file}")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))];
}
