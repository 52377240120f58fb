using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Qboxmail.Tests;

/// <summary>What the provider's public reference and public programs tell about the API, kept in the folder Facts, stands in the document.</summary>
public class KnownFactTests
{
    private static readonly IReadOnlyList<string[]> Fields = Read("fields.csv");

    [Test]
    public void Operations_are_all_there_and_nothing_else_is()
    {
        Assert.That(ApiDocument.Operations.Select(operation => operation.Id), Is.EquivalentTo(Read("operations.csv").Select(row => row[0])));
    }

    // What was inferred may turn out otherwise, and is then corrected in the document alone.
    [Test]
    public void Operations_that_are_more_than_a_guess_are_as_they_are_known()
    {
        var known = Read("operations.csv").Where(row => row[3] != "inferred").Select(row => $"{row[0]}: {row[1]} {row[2]} {row[3]} {row[4].Split(':')[0]}").ToList();
        var documented = ApiDocument.Operations.Select(operation => $"{operation.Id}: {operation.Method} {operation.Path} {operation.Provenance} {operation.Returns}");

        Assert.That(known, Has.Count.EqualTo(74));
        Assert.That(known.Except(documented), Is.Empty);
    }

    [Test]
    public void Operations_answer_with_what_is_known()
    {
        var known = Read("operations.csv").Where(row => row[3] != "inferred" && row[4].Contains(':', StringComparison.Ordinal)).Select(row => $"{row[0]}: {row[4].Split(':')[1]}");
        var documented = ApiDocument.Operations.Select(operation => $"{operation.Id}: {operation.Answered}");

        Assert.That(known.Except(documented), Is.Empty);
    }

    [Test]
    public void Fields_are_all_there()
    {
        Assert.That(Fields, Has.Count.GreaterThan(700));
        Assert.That(Fields.Where(row => Find(row) is null).Select(Name), Is.Empty);
    }

    [Test]
    public void Values_of_fields_are_all_there()
    {
        var lacking = from row in Fields
                      where row[2].Length > 0
                      let schema = Find(row)!
                      from value in row[2].Split('|').Except(ValuesOf(schema))
                      select $"{Name(row)}: {value}";

        Assert.That(lacking, Is.Empty);
    }

    [Test]
    public void Defaults_are_those_that_are_known()
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
    public void Required_fields_are_required() =>
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

    // A field within a list or an object is named with the path to it.
    private static IOpenApiSchema? Descend(IOpenApiSchema? schema, string path) => path.Split('.').Aggregate(
        schema,
        (found, name) => (found?.Actual().Items ?? found)?.Actual().Properties?.TryGetValue(name, out var property) == true ? property : null);

    private static IEnumerable<string> ValuesOf(IOpenApiSchema schema)
    {
        var actual = schema.Actual().Items?.Actual() ?? schema.Actual();
        var values = actual.Extension("x-extensible-enum")?.AsArray() ?? schema.Extension("x-extensible-enum")?.AsArray() ?? (IEnumerable<JsonNode?>)(actual.Enum ?? []);

        return values.Select(value => value!.ToString());
    }

    private static IReadOnlyList<string[]> Read(string file) =>
        [.. Repository.Read($"tests/Qboxmail.Tests/Document/Facts/{file}").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))];
}
