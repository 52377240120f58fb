using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace Qboxmail.Tests;

/// <summary>Says what is wrong with a value. Stricter than OpenAPI: a field that the schema does not name is wrong too.</summary>
internal static class SchemaCheck
{
    public static IEnumerable<string> Errors(IOpenApiSchema schema, JsonNode? value, string at)
    {
        schema = schema.Actual();

        if (value is null)
        {
            return schema.Type is null && schema.AnyOf is null or { Count: 0 } || schema.Is(JsonSchemaType.Null) ? [] : [$"{at} is null"];
        }

        if (schema.AnyOf is { Count: > 0 } parts)
        {
            var errors = parts.Select(part => Errors(part, value, at).ToList()).ToList();
            return errors.Any(list => list.Count == 0) ? [] : errors[^1];
        }

        return value switch
        {
            JsonObject fields when schema.Is(JsonSchemaType.Object) || schema.Type is null => ErrorsOfFields(schema, fields, at),
            JsonArray items when schema.Is(JsonSchemaType.Array) || schema.Type is null => ErrorsOfItems(schema, items, at),
            JsonValue plain => ErrorsOfPlain(schema, plain, at),
            _ => [$"{at} is {value.GetValueKind()} instead of {schema.Type}"],
        };
    }

    private static IEnumerable<string> ErrorsOfFields(IOpenApiSchema schema, JsonObject fields, string at)
    {
        if (schema.Properties is not { Count: > 0 } properties)
        {
            return [];
        }

        return
        [
            .. (schema.Required ?? new HashSet<string>()).Where(name => !fields.ContainsKey(name)).Select(name => $"{at}.{name} is missing"),
            .. fields.Where(field => !properties.ContainsKey(field.Key)).Select(field => $"{at}.{field.Key} is unknown"),
            .. fields.Where(field => properties.ContainsKey(field.Key)).SelectMany(field => Errors(properties[field.Key], field.Value, $"{at}.{field.Key}")),
        ];
    }

    private static IEnumerable<string> ErrorsOfItems(IOpenApiSchema schema, JsonArray items, string at) =>
    [
        .. items.Count < (schema.MinItems ?? 0) ? [$"{at} has too few items"] : Array.Empty<string>(),
        .. schema.Items is { } item ? items.SelectMany((value, index) => Errors(item, value, $"{at}[{index}]")) : [],
    ];

    private static IEnumerable<string> ErrorsOfPlain(IOpenApiSchema schema, JsonValue value, string at)
    {
        var kind = value.GetValueKind();
        var isRight = schema.Type is null || kind switch
        {
            JsonValueKind.String => schema.Is(JsonSchemaType.String),
            JsonValueKind.True or JsonValueKind.False => schema.Is(JsonSchemaType.Boolean),
            _ when schema.Is(JsonSchemaType.Number) => true,
            _ => schema.Is(JsonSchemaType.Integer) && long.TryParse(value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        };

        return !isRight ? [$"{at} is {kind} {value} instead of {schema.Type}"]
            : kind == JsonValueKind.String ? ErrorsOfText(schema, value.GetValue<string>(), at)
            : kind == JsonValueKind.Number ? ErrorsOfNumber(schema, decimal.Parse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture), at)
            : [];
    }

    private static IEnumerable<string> ErrorsOfText(IOpenApiSchema schema, string value, string at)
    {
        if (schema.Enum is { Count: > 0 } values && !values.Any(known => known.ToString() == value))
        {
            yield return $"{at} is '{value}', which the list does not hold";
        }

        if (value.Length < (schema.MinLength ?? 0) || value.Length > (schema.MaxLength ?? int.MaxValue))
        {
            yield return $"{at} is '{value}', which has another length";
        }

        if (schema.Pattern is { } pattern && !Regex.IsMatch(value, pattern, RegexOptions.ECMAScript, TimeSpan.FromSeconds(1)))
        {
            yield return $"{at} is '{value}', which does not match {pattern}";
        }

        var isTime = schema.Format switch
        {
            "date" => DateTime.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "date-time" => DateTimeOffset.TryParseExact(value, "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            _ => true,
        };

        if (!isTime)
        {
            yield return $"{at} is '{value}', which is no {schema.Format}";
        }
    }

    private static IEnumerable<string> ErrorsOfNumber(IOpenApiSchema schema, decimal value, string at)
    {
        var isOutside = (schema.Minimum is { } minimum && value < decimal.Parse(minimum, CultureInfo.InvariantCulture))
            || (schema.Maximum is { } maximum && value > decimal.Parse(maximum, CultureInfo.InvariantCulture))
            || (schema.Format == "int32" && value is < int.MinValue or > int.MaxValue);

        if (isOutside)
        {
            yield return $"{at} is {value}, which is out of bounds";
        }

        if (schema.Extension("x-extensible-enum") is JsonArray known && !known.Any(item => decimal.Parse(item!.ToString(), CultureInfo.InvariantCulture) == value))
        {
            yield return $"{at} is {value}, which the list does not hold";
        }
    }
}
