using System.Reflection;
using Microsoft.OpenApi;

namespace Qboxmail.Tests;

/// <summary>Inferred operations, and nothing else, are marked as experimental.</summary>
public class InferredOperationTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // The operations that look-ups send.
    private static readonly (string Method, string Operation)[] Lookups =
    [
        ("DomainsClient.FindByNameAsync", "Domains_List"), ("DomainAliasesClient.FindByNameAsync", "DomainAliases_List"),
        ("EmailAccountsClient.FindByNameAsync", "EmailAccounts_List"), ("EmailAccountsClient.FindByAddressAsync", "EmailAccounts_List"),
        ("EmailAliasesClient.FindByNameAsync", "EmailAliases_List"), ("EmailAliasesClient.FindByAddressAsync", "EmailAliases_List"),
        ("DeliveryDomainsClient.FindByNameAsync", "DeliveryDomains_List"),
    ];

    [Test]
    public void Only_methods_of_inferred_operations_are_experimental()
    {
        var inferred = ApiDocument.Operations.Where(operation => operation.IsInferred)
            .SelectMany(operation => operation.Methods, (operation, method) => $"{operation.Client}.{method}");
        var methods = typeof(QboxmailClient).Assembly.GetExportedTypes().SelectMany(type => type.GetMethods(Declared))
            .Where(method => method.IsPublic).ToLookup(method => $"{method.DeclaringType!.Name}.{method.Name}", IsExperimental);
        var waits = methods.Select(method => method.Key).Where(method => Polled.Any(operation =>
            operation.IsInferred && method.StartsWith($"{operation.Client}.WaitUntil", StringComparison.Ordinal)));
        var lookups = Lookups.Where(lookup => ApiDocument.Operations.Single(operation => operation.Id == lookup.Operation).IsInferred);

        Assert.That(methods.Where(method => method.All(isExperimental => isExperimental)).Select(method => method.Key),
            Is.EquivalentTo(inferred.Concat(waits).Concat(lookups.Select(lookup => lookup.Method))));
        Assert.That(methods.Where(method => method.Distinct().Count() > 1).Select(method => method.Key), Is.Empty);
        Assert.That(Lookups.Select(lookup => lookup.Method), Is.SubsetOf(methods.Select(method => method.Key)));
    }

    [Test]
    public void Only_types_used_solely_by_inferred_operations_are_experimental()
    {
        var trusted = ApiDocument.Operations.Where(operation => !operation.IsInferred).SelectMany(SchemasOf).ToHashSet();
        var inferred = ApiDocument.Operations.Where(operation => operation.IsInferred).SelectMany(SchemasOf).Distinct()
            .Where(schema => !trusted.Contains(schema) && !ApiDocument.Schemas[schema].IsEnvelope());
        var queries = ApiDocument.Operations
            .Where(operation => operation.IsInferred)
            .Select(operation => $"{operation.Id.Replace("_", "", StringComparison.Ordinal)}Query")
            .Where(name => typeof(QboxmailClient).Assembly.GetType($"Qboxmail.{name}") is not null);
        var experimental = typeof(QboxmailClient).Assembly.GetExportedTypes().Where(IsExperimental).Select(type => type.Name);

        Assert.That(experimental, Is.EquivalentTo(inferred.Concat(queries)));
    }

    [Test]
    public void No_property_is_experimental()
    {
        var properties = typeof(QboxmailClient).Assembly.GetExportedTypes().SelectMany(type => type.GetProperties(Declared));

        Assert.That(properties.Where(IsExperimental), Is.Empty);
    }

    [Test]
    public void Experimental_members_have_the_documented_diagnostic_id()
    {
        var ids = typeof(QboxmailClient).Assembly.GetExportedTypes().SelectMany(type => type.GetMethods(Declared).Append<MemberInfo>(type))
            .SelectMany(Experimental).Select(attribute => attribute.ConstructorArguments.Single().Value).Distinct();

        Assert.That(ids, Is.EqualTo(new[] { "QBOX001" }));
    }

    [Test]
    public void Descriptions_of_inferred_operations_say_that_they_are_inferred()
    {
        var silent = ApiDocument.Operations.Where(operation => operation.IsInferred)
            .Where(operation => !ApiDocument.Value.Paths[operation.Path].Operations![operation.Method]
                .Description!.Contains("Inferred: ", StringComparison.Ordinal));

        Assert.That(silent.Select(operation => operation.Id), Is.Empty);
    }

    private static IEnumerable<DocumentedOperation> Polled => ApiDocument.Operations.Where(operation =>
        ApiDocument.Value.Paths[operation.Path].Operations![operation.Method].Extension("x-qboxmail-wait") is not null);

    // The netstandard2.0 build has its own type of the attribute, hence the comparison by name.
    private static IEnumerable<CustomAttributeData> Experimental(MemberInfo member) =>
        member.GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType.FullName == "System.Diagnostics.CodeAnalysis.ExperimentalAttribute");

    private static bool IsExperimental(MemberInfo member) => Experimental(member).Any();

    /// <summary>The names of the schemas that an operation refers to, at any depth.</summary>
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

        foreach (var part in (schema.AllOf ?? []).Concat(schema.AnyOf ?? [])
            .Concat(schema.Properties?.Values ?? []).Append(schema.Items).Append(schema.AdditionalProperties))
        {
            Collect(part, names);
        }
    }
}
