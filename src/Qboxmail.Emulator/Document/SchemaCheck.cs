using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Document;

/// <summary>Validates values against schemas. The wording of all errors except <c>is not valid</c> is assumed.</summary>
internal static class SchemaCheck
{
    public static IEnumerable<(string Field, string Description)> Errors(Schema schema, JsonNode? value, string field = "")
    {
        if (value is null)
        {
            return schema.AllowsNull ? [] : [(field, "is not valid")];
        }

        return ErrorsOfAllOf(schema, value, field).Concat(ErrorsOfAnyOf(schema, value, field)).Concat(schema.Type switch
        {
            null => [],
            "object" =>
                value is JsonObject fields ? ErrorsOfFields(schema, fields, field) : [(field, "must be an object")],
            "array" =>
                value is JsonArray items ? ErrorsOfItems(schema, items, field) : [(field, "must be a list")],
            "integer" => ErrorsOfInteger(schema, value, field),
            "number" => value.GetValueKind() == JsonValueKind.Number ? [] : [(field, "must be a number")],
            "boolean" => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? [] : [(field, "must be true or false")],
            _ => value.GetValueKind() == JsonValueKind.String ? ErrorsOfText(schema, value.GetValue<string>(), field) : [(field, "must be a string")],
        });
    }

    private static IEnumerable<(string Field, string Description)> ErrorsOfAllOf(Schema schema, JsonNode value, string field) =>
        schema.AllOf.SelectMany(part => Errors(part, value, field));

    private static IEnumerable<(string Field, string Description)> ErrorsOfAnyOf(Schema schema, JsonNode value, string field) =>
        schema.AnyOf.Count == 0 || schema.AnyOf.Any(part => !Errors(part, value, field).Any()) ? [] : [(field, "is not valid")];

    private static IEnumerable<(string Field, string Description)> ErrorsOfFields(Schema schema, JsonObject fields, string field)
    {
        foreach (var name in schema.Required)
        {
            if (!fields.ContainsKey(name))
            {
                yield return (Join(field, name), "is required");
            }
        }

        foreach (var (name, property) in schema.Properties)
        {
            // The emulator assumes that null clears an optional field.
            if (!fields.TryGetPropertyValue(name, out var value) || (value is null && !schema.Required.Contains(name)))
            {
                continue;
            }

            foreach (var error in Errors(property, value, Join(field, name)))
            {
                yield return error;
            }
        }

        const string twin = "_confirmation";

        foreach (var name in schema.Properties.Keys.Where(name => name.EndsWith(twin, StringComparison.Ordinal)))
        {
            var original = name[..^twin.Length];

            if (fields.ContainsKey(original) && !JsonNode.DeepEquals(fields[original], fields[name]))
            {
                yield return (Join(field, name), $"does not match {original}");
            }
        }
    }

    private static IEnumerable<(string Field, string Description)> ErrorsOfItems(Schema schema, JsonArray items, string field) =>
        items.Count < schema.MinItems
            ? [(field, "is too short")]
            : items.SelectMany((item, index) => Errors(schema.Items!, item, $"{field}[{index.ToString(CultureInfo.InvariantCulture)}]"));

    private static IEnumerable<(string Field, string Description)> ErrorsOfInteger(Schema schema, JsonNode value, string field)
    {
        if (value.GetValueKind() != JsonValueKind.Number || !value.AsValue().TryGetValue<long>(out var number))
        {
            return [(field, "must be a whole number")];
        }

        var isOutside = number < schema.Minimum
            || number > schema.Maximum
            || (schema.Format == "int32" && number is < int.MinValue or > int.MaxValue);

        // Clients of the real service have observed that it rejects all other quotas.
        var isUnlisted = schema.ExtensibleEnum is { } known && !known.Any(item => item.GetInt64() == number);

        return isOutside || isUnlisted ? [(field, "is not included in the list")] : [];
    }

    private static IEnumerable<(string Field, string Description)> ErrorsOfText(Schema schema, string value, string field)
    {
        if (schema.Enum.Count > 0 && !schema.Enum.Contains(value))
        {
            return [(field, "is not included in the list")];
        }

        var isShort = value.Length < schema.MinLength;
        var isOff = schema.Pattern is { } pattern && !EcmaScriptRegex.IsMatch(AsHttps(value), pattern);
        var isMalformed = schema.Format switch
        {
            "date" => !IsoTime.IsDate(value),
            "date-time" => !IsoTime.TryParse(value, out _),
            "email" => !MailAddress.IsValid(value),
            _ => false,
        };

        return isShort || isOff || isMalformed ? [(field, "is not valid")] : [];
    }

    // The OpenAPI document requires HTTPS, but a webhook receiver on this machine may use HTTP.
    private static string AsHttps(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && address is { Scheme: "http", IsLoopback: true } ? $"https{value[4..]}" : value;

    private static string Join(string field, string name) => field.Length == 0 ? name : $"{field}.{name}";
}
