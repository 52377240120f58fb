using System.Diagnostics;
using System.Reflection;
using Microsoft.OpenApi;
using Qboxmail.Json;
using Qboxmail.Redaction;

namespace Qboxmail.Tests;

public class ModelTests
{
    // Handwritten: callers get their contents through QboxmailApiException.
    private static readonly string[] WithoutModel = ["ErrorResponse", "FieldError"];

    private static IEnumerable<string> Objects =>
        ApiDocument.Schemas
            .Where(schema => schema.Value.Is(JsonSchemaType.Object) && !schema.Value.IsEnvelope() && !WithoutModel.Contains(schema.Key))
            .Select(schema => schema.Key);

    private static IEnumerable<string> Enumerations => ApiDocument.Schemas
        .Where(schema => schema.Value.IsEnumeration() && Names.Enumeration(schema.Key) == schema.Key)
        .Select(schema => schema.Key);

    [Test]
    public void Every_schema_has_a_type_and_every_type_has_a_schema()
    {
        var documented = Objects.Concat(Enumerations);
        // Static classes only name numbers, and QboxmailModel only holds what all models share.
        var types = typeof(Domain).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == "Qboxmail.Models" && !type.IsNested && !type.IsAbstract)
            .Select(type => type.Name);

        Assert.That(types, Is.EquivalentTo(documented));
    }

    [Test]
    public void Every_model_has_the_documented_properties_and_types() => Cases.AllPass(Objects, schema =>
    {
        var type = TypeOf(schema);
        var documented = (ApiDocument.Schemas[schema].Properties ?? new Dictionary<string, IOpenApiSchema>()).Select(
            property => $"{CSharp(property.Value, IsRequired(schema, property.Key))} {Names.Property(property.Key, property.Value)}");

        Assert.That(type.IsSealed, Is.True);
        Assert.That(
            type.GetProperties().Where(property => property.Name != "AdditionalProperties").Select(property => $"{CSharp(property)} {property.Name}"),
            Is.EquivalentTo(documented));
        Assert.That(type.GetProperty("AdditionalProperties")!.PropertyType, Is.EqualTo(typeof(IDictionary<string, object?>)));
    });

    [Test]
    public void Every_request_takes_its_required_properties_in_the_constructor() => Cases.AllPass(Objects, schema =>
    {
        var type = TypeOf(schema);
        var required = (ApiDocument.Schemas[schema].Properties ?? new Dictionary<string, IOpenApiSchema>())
            .Where(property => IsRequired(schema, property.Key) && property.Value.Extension("x-qboxmail-confirms") is null)
            .Select(property => Names.Argument(Names.Property(property.Key, property.Value)));

        Assert.That(
            type.GetConstructors().Single().GetParameters().Select(parameter => parameter.Name),
            Is.EqualTo(typeof(IRequestBody).IsAssignableFrom(type) ? required : []));
    });

    [Test]
    public void Every_model_is_either_a_request_or_a_response() => Cases.AllPass(Objects, schema =>
    {
        var type = TypeOf(schema);

        Assert.That(typeof(IRequestBody).IsAssignableFrom(type), Is.Not.EqualTo(typeof(IResponseModel).IsAssignableFrom(type)));
    });

    [Test]
    public void Every_enumeration_has_the_documented_values() => Cases.AllPass(Enumerations, schema =>
    {
        var documented = ApiDocument.Schemas[schema] is { Enum: { Count: > 0 } closed }
            ? closed
            : ApiDocument.Schemas[schema].AnyOf!.Single(part => part.Enum is { Count: > 0 }).Enum!;
        var constants = TypeOf(schema).GetNestedType("Values")!.GetFields().Select(field => (string?)field.GetRawConstantValue());

        Assert.That(constants, Is.EqualTo(documented.Select(value => value.ToString())));
    });

    [Test]
    public void Every_secret_is_hidden_from_the_debugger_and_redacted_by_its_name() => Cases.AllPass(Objects, schema =>
    {
        foreach (var (wire, property) in ApiDocument.Schemas[schema].Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            var browsable = TypeOf(schema).GetProperty(Names.Property(wire, property))!.GetCustomAttribute<DebuggerBrowsableAttribute>();
            var isSecret = property.Actual().Format == "password";

            Assert.That(browsable?.State == DebuggerBrowsableState.Never, Is.EqualTo(isSecret), wire);
            Assert.That(
                FieldOf(schema, Names.Property(wire, property))?.IsDefined(typeof(DebuggerBrowsableAttribute)) == true, Is.EqualTo(isSecret), wire);

            if (isSecret)
            {
                Assert.That(SecretNames.IsSecret(wire), Is.True, wire);
                Assert.That(
                    new SecretRedactor([]).RedactJson(new Dictionary<string, object?> { [wire] = "hush", ["name"] = "x" }),
                    Is.EqualTo(new Dictionary<string, object?> { [wire] = "***", ["name"] = "x" }));
            }
        }
    });

    private static bool IsRequired(string schema, string field) => ApiDocument.Schemas[schema].Required?.Contains(field) == true;

    private static Type TypeOf(string schema) => typeof(Domain).Assembly.GetType($"Qboxmail.Models.{schema}", throwOnError: true)!;

    /// <summary>The field of a property; null when a base class has it.</summary>
    private static FieldInfo? FieldOf(string schema, string property) => TypeOf(schema).GetField(
        $"_{char.ToLowerInvariant(property[0])}{property.Substring(1)}", BindingFlags.Instance | BindingFlags.NonPublic);

    /// <summary>The C# type that the document calls for.</summary>
    private static string CSharp(IOpenApiSchema schema, bool isRequired)
    {
        var name = schema.NameOfReference();
        var other = schema.Extension("x-qboxmail-type")?["to"]?.ToString() switch
        {
            "bool" => "Boolean",
            { } time when time.StartsWith("DateTime", StringComparison.Ordinal) => time,
            _ => null,
        };
        schema = schema.Actual();

        var plain = schema switch
        {
            { Type: { } type } when type.HasFlag(JsonSchemaType.Array) =>
                $"IReadOnlyList<{CSharp(schema.Items!, isRequired: schema.Items!.Actual() is not { Type: null, AnyOf: null or { Count: 0 } })}>",
            _ when other is not null => other,
            _ when schema.IsEnumeration() => Names.Enumeration(name!),
            { Type: null } => "Object",
            { Type: { } type } when type.HasFlag(JsonSchemaType.Object) => name ?? "IReadOnlyDictionary<String, Object?>",
            { Type: { } type } when type.HasFlag(JsonSchemaType.Boolean) => "Boolean",
            { Type: { } type } when type.HasFlag(JsonSchemaType.Integer) => schema.Format == "int64" ? "Int64" : "Int32",
            { Type: { } type } when type.HasFlag(JsonSchemaType.Number) => "Decimal",
            { Format: "date-time" } => "DateTimeOffset",
            { Format: "date" } => "DateTime",
            _ => "String",
        };

        return isRequired ? plain : plain + "?";
    }

    /// <summary>The C# type of a property.</summary>
    private static string CSharp(PropertyInfo property) => CSharp(new NullabilityInfoContext().Create(property));

    private static string CSharp(NullabilityInfo type)
    {
        var underlying = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        var name = underlying.IsGenericType
            ? $"{underlying.Name.Split('`')[0]}<{string.Join(", ", type.GenericTypeArguments.Select(CSharp))}>"
            : underlying.Name;

        return type.ReadState == NullabilityState.Nullable ? name + "?" : name;
    }
}
