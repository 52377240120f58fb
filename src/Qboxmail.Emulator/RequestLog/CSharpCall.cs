using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;

namespace Qboxmail.Emulator.RequestLog;

/// <summary>
/// Formats a request as a call of the .NET library. The names are derived from the OpenAPI document by the same rules as in the generated clients.
/// </summary>
internal static class CSharpCall
{
    private const string Date = "DateTime";
    private const string DeliveryPath = "/api/delivery/";

    public static string? Of(EmulatorRequest request, LoggedExchange exchange)
    {
        if (exchange.Operation is not { } operation)
        {
            return null;
        }

        var target = request.Path.Split('?');
        var query = Query(target.ElementAtOrDefault(1) ?? "");
        List<string> arguments =
        [
            .. PathValues(operation, target[0]),
            .. operation.Parameters.Where(parameter => parameter is { IsInQuery: true, IsRequired: true })
                .Select(parameter => Value(parameter.Schema, Node(parameter.Schema, query.GetValueOrDefault(parameter.Name)))),
        ];

        if (operation.Body is { } schema)
        {
            arguments.Add(Value(schema, Parse(request.RequestBody)));
        }

        AddFilters(arguments, operation, query);
        var (client, method) = Names(operation);

        if (operation.Returns == "page")
        {
            arguments.AddRange(Paging(query));
        }

        var result = operation.Returns == "empty" ? "" : "var result = ";
        return $"{result}await qboxmail.{client}.{method}({string.Join(", ", arguments)});";
    }

    private static (string Client, string Method) Names(Operation operation)
    {
        var parts = operation.Id.Split('_');
        var isDelivery = operation.Path.StartsWith(DeliveryPath, StringComparison.Ordinal);
        var client = isDelivery ? $"Delivery.{parts[0].Replace("Delivery", "", StringComparison.Ordinal)}" : parts[0];
        return (client, operation.Returns == "page" ? $"{parts[1]}PageAsync" : $"{parts[1]}Async");
    }

    private static void AddFilters(List<string> arguments, Operation operation, Dictionary<string, string> query)
    {
        var filters = operation.Parameters
            .Where(parameter => parameter is { IsInQuery: true, IsRequired: false, Name: not ("page" or "per") } && query.ContainsKey(parameter.Name))
            .Select(parameter => $"{parameter.CSharpName ?? Pascal(parameter.Name)} = {Filter(parameter, query[parameter.Name])}")
            .ToList();

        if (filters.Count > 0)
        {
            arguments.Add($"new {operation.Id.Replace("_", "", StringComparison.Ordinal)}Query {{ {string.Join(", ", filters)} }}");
        }
    }

    private static string Filter(Parameter parameter, string text) =>
        parameter.CSharpType == Date ? ParseDate(Date, text) : Value(parameter.Schema, Node(parameter.Schema, text));

    private static IEnumerable<string> Paging(Dictionary<string, string> query)
    {
        foreach (var (wire, name) in new[] { ("page", "page"), ("per", "pageSize") })
        {
            if (query.TryGetValue(wire, out var text) && int.TryParse(text, CultureInfo.InvariantCulture, out var number))
            {
                yield return $"{name}: {number.ToString(CultureInfo.InvariantCulture)}";
            }
        }
    }

    private static IEnumerable<string> PathValues(Operation operation, string path)
    {
        return operation.Segments.Zip(path.Trim('/').Split('/'))
            .Where(pair => pair.First.StartsWith('{'))
            .Select(pair => (Schema: Schema(pair.First.Trim('{', '}')), Text: Uri.UnescapeDataString(pair.Second)))
            .Select(value => Value(value.Schema, QueryValue.Parse(value.Schema, value.Text)));

        Schema Schema(string name) => operation.Parameters.First(parameter => !parameter.IsInQuery && parameter.Name == name).Schema;
    }

    private static Dictionary<string, string> Query(string text) => text.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .GroupBy(pair => pair[0], pair => Uri.UnescapeDataString((pair.ElementAtOrDefault(1) ?? "").Replace('+', ' ')))
        .ToDictionary(values => values.Key, values => values.First());

    private static JsonNode? Node(Schema schema, string? text) => text is null ? null : QueryValue.Parse(schema, text);

    private static JsonNode? Parse(string? body)
    {
        try
        {
            return body is null ? null : StrictJson.Parse(body, default);
        }
        catch (JsonException)
        {
            // A body that is not JSON has no fields to show.
            return null;
        }
    }

    private static string Value(Schema schema, JsonNode? value) => value switch
    {
        null => "null!",
        _ when schema.AllOf is [var only, ..] => Value(only, value),
        JsonObject fields when schema.Name is not null => Construct(schema, fields),
        JsonObject => "null!",
        JsonArray items => $"[{string.Join(", ", items.Select(item => Value(schema.Items ?? schema, item)))}]",
        _ => Scalar(schema, value.AsValue()),
    };

    private static string Construct(Schema schema, JsonObject fields)
    {
        // The call omits fields that confirm a password, because the library sets them.
        var properties = schema.Properties.Where(property => !property.Value.IsConfirmation).ToList();
        var arguments = properties.Where(property => schema.Required.Contains(property.Key))
            .Select(property => Value(property.Value, fields[property.Key]));
        var members = properties
            .Where(property => !schema.Required.Contains(property.Key) && fields[property.Key] is not null)
            .Select(property => $"{property.Value.CSharpName ?? Pascal(property.Key)} = {Value(property.Value, fields[property.Key])}")
            .ToList();

        return $"new {schema.Name}({string.Join(", ", arguments)}){(members.Count > 0 ? $" {{ {string.Join(", ", members)} }}" : "")}";
    }

    private static string Scalar(Schema schema, JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String when schema.Format == "date-time" => ParseDate("DateTimeOffset", value.GetValue<string>()),
        JsonValueKind.String when schema.Format == "date" || schema.CSharpType == Date => ParseDate(Date, value.GetValue<string>()),
        JsonValueKind.String => Literal(value.GetValue<string>()),
        JsonValueKind.Number when schema.Type == "number" => $"{value.ToJsonString()}m",
        _ => value.ToJsonString(),
    };

    private static string ParseDate(string type, string text) => $"{type}.Parse({Literal(text)}, CultureInfo.InvariantCulture)";

    private static string Literal(string text) => JsonSerializer.Serialize(text, Text);

    // All escape sequences that this encoder writes are also valid in C# strings.
    private static readonly JsonSerializerOptions Text = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Pascal(string name) => string.Concat(
        name.Split('_', ' ').Where(part => part.Length > 0).Select(part => $"{char.ToUpperInvariant(part[0])}{part[1..]}"));
}
