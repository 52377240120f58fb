using System.Reflection;
using Microsoft.OpenApi;

namespace Qboxmail.Tests;

/// <summary>What is only inferred asks to be switched on, and nothing else does.</summary>
public class InferredOperationTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // These poll an inferred operation.
    private static readonly string[] Waits =
    [
        "DomainAliasesClient.WaitUntilReadyAsync", "DomainAliasesClient.WaitUntilAllReadyAsync", "DomainAliasesClient.WaitUntilDeletedAsync", "DomainAliasesClient.WaitUntilAsync",
        "DomainAliasesClient.WaitUntilAllDeletedAsync", "DomainAliasesClient.WaitUntilAllAsync",
        "ReportsClient.WaitUntilAsync",
    ];

    [Test]
    public void Alone_have_experimental_methods()
    {
        var inferred = ApiDocument.Operations.Where(operation => operation.IsInferred)
            .SelectMany(operation => operation.Methods, (operation, method) => $"{operation.Client}.{method}");
        var experimental = typeof(QboxmailClient).Assembly.GetExportedTypes().SelectMany(type => type.GetMethods(Declared))
            .Where(method => method.IsPublic && IsExperimental(method)).Select(method => $"{method.DeclaringType!.Name}.{method.Name}");

        Assert.That(experimental, Is.EquivalentTo(inferred.Concat(Waits)));
    }

    [Test]
    public void Alone_have_experimental_types()
    {
        var trusted = ApiDocument.Operations.Where(operation => !operation.IsInferred).SelectMany(SchemasOf).ToHashSet();
        var inferred = ApiDocument.Operations.Where(operation => operation.IsInferred).SelectMany(SchemasOf).Distinct()
            .Where(schema => !trusted.Contains(schema) && !ApiDocument.Schemas[schema].IsEnvelope());
        var queries = ApiDocument.Operations.Where(operation => operation.IsInferred).Select(operation => $"{operation.Id.Replace("_", "", StringComparison.Ordinal)}Query")
            .Where(name => typeof(QboxmailClient).Assembly.GetType($"Qboxmail.{name}") is not null);
        var experimental = typeof(QboxmailClient).Assembly.GetExportedTypes().Where(IsExperimental).Select(type => type.Name);

        Assert.That(experimental, Is.EquivalentTo(inferred.Concat(queries)));
    }

    [Test]
    public void Have_no_experimental_properties_which_could_not_be_set_without_an_error()
    {
        var properties = typeof(QboxmailClient).Assembly.GetExportedTypes().SelectMany(type => type.GetProperties(Declared));

        Assert.That(properties.Where(IsExperimental), Is.Empty);
    }

    [Test]
    public void Are_marked_with_the_documented_id()
    {
        var ids = typeof(QboxmailClient).Assembly.GetExportedTypes().SelectMany(type => type.GetMethods(Declared).Append<MemberInfo>(type))
            .SelectMany(Experimental).Select(attribute => attribute.ConstructorArguments.Single().Value).Distinct();

        Assert.That(ids, Is.EqualTo(new[] { "QBOX001" }));
    }

    [Test]
    public void Say_so_in_their_description()
    {
        var silent = ApiDocument.Operations.Where(operation => operation.IsInferred)
            .Where(operation => !ApiDocument.Value.Paths[operation.Path].Operations![operation.Method].Description!.Contains("Inferred: ", StringComparison.Ordinal));

        Assert.That(silent.Select(operation => operation.Id), Is.Empty);
    }

    // The attribute of the netstandard2.0 build is a type of its own, so that it is known by its name.
    private static IEnumerable<CustomAttributeData> Experimental(MemberInfo member) =>
        member.GetCustomAttributesData().Where(attribute => attribute.AttributeType.FullName == "System.Diagnostics.CodeAnalysis.ExperimentalAttribute");

    private static bool IsExperimental(MemberInfo member) => Experimental(member).Any();

    /// <summary>Names of the schemas that an operation needs, at any depth.</summary>
    private static HashSet<string> SchemasOf(DocumentedOperation operation)
    {
        var names = new HashSet<string>();
        var contents = operation.Responses.Values.SelectMany(response => response.Content?.Values ?? [])
            .Concat(operation.Callbacks.SelectMany(callback => callback.RequestBody!.Content!.Values));

        foreach (var content in operation.Body is null ? contents : contents.Append(operation.Body))
        {
            Collect(content.Schema, names);
        }

        foreach (var parameter in operation.Parameters)
        {
            Collect(parameter.Schema, names);
        }

        return names;
    }

    private static void Collect(IOpenApiSchema? schema, HashSet<string> names)
    {
        if (schema is null || (schema is OpenApiSchemaReference { Reference.Id: { } name } && !names.Add(name)))
        {
            return;
        }

        foreach (var part in (schema.AllOf ?? []).Concat(schema.AnyOf ?? []).Concat(schema.Properties?.Values ?? []).Append(schema.Items).Append(schema.AdditionalProperties))
        {
            Collect(part, names);
        }
    }
}
