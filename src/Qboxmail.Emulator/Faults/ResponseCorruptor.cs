using System.Globalization;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Faults;

/// <summary>Changes the JSON body of a response as a fault requires.</summary>
internal static class ResponseCorruptor
{
    private const string Unknown = "emulator_unknown";

    private static readonly string[] Totals = ["total_records", "total_pages"];

    public static EmulatorResponse Apply(EmulatorFaultKind kind, Operation operation, EmulatorResponse response)
    {
        switch (kind)
        {
            case EmulatorFaultKind.EmptyListNotFound when IsEmptyList(response):
                return EmulatorResponse.Error(404, "Not found");
            case EmulatorFaultKind.UnknownEnumValue when operation.Success is { } schema && response.Body is { } body:
                Visit(schema, body, ReplaceEnum);
                break;
            case EmulatorFaultKind.OtherCase when operation.Success is { } schema && response.Body is { } body:
                Visit(schema, body, CapitalizeEnum);
                break;
            case EmulatorFaultKind.OtherDateFormat when operation.Success is { } schema && response.Body is { } body:
                Visit(schema, body, ReformatDate);
                break;
            case EmulatorFaultKind.NullFields when response.Body is JsonObject body:
                AddNulls(operation, body);
                break;
            case EmulatorFaultKind.AllFields when operation.Success is { } schema && response is { Status: < 300, Body: { } body }:
                AddMissing(schema, body);
                break;
            case EmulatorFaultKind.ExtraField when response.Body is { } body:
                AddFields(body);
                break;
            case EmulatorFaultKind.WrongFieldType when response.Body is JsonObject body:
                ChangeTypes(body);
                break;
            case EmulatorFaultKind.ResourcesAsObject when response.Body is JsonObject body && body["resources"] is JsonArray { Count: > 0 } resources:
                resources.ReplaceWith(ToObject(resources));
                break;
            case EmulatorFaultKind.TotalsTooHigh:
                ChangeTotals(response.Body, total => total.GetValue<long>() + 1);
                break;
            case EmulatorFaultKind.TotalsZero:
                ChangeTotals(response.Body, _ => 0);
                break;
            case EmulatorFaultKind.TotalsAsText:
                ChangeTotals(response.Body, _ => "many");
                break;
            case EmulatorFaultKind.TotalsMissing:
                ChangeTotals(response.Body, _ => null);
                break;
        }

        return response;
    }

    private static bool IsEmptyList(EmulatorResponse response) =>
        response is { Status: >= 200 and < 300, Body: JsonObject body }
        && body["resources"] is JsonArray { Count: 0 }
        && body["pagination"]?["total_records"]?.GetValue<long>() is null or 0;

    /// <summary>Calls an action for each scalar value with its schema.</summary>
    private static void Visit(Schema schema, JsonNode value, Action<Schema, JsonNode> action)
    {
        foreach (var part in schema.AllOf)
        {
            Visit(part, value, action);
        }

        if (value is JsonArray items && schema.Items is { } itemSchema)
        {
            foreach (var item in items.OfType<JsonNode>().ToList())
            {
                Visit(itemSchema, item, action);
            }
        }
        else if (value is JsonObject fields)
        {
            foreach (var (name, property) in schema.Properties)
            {
                if (fields[name] is { } field)
                {
                    Visit(property, field, action);
                }
            }
        }
        else
        {
            action(schema, value);
        }
    }

    private static void ReplaceEnum(Schema schema, JsonNode value)
    {
        if (schema.IsText && schema.ExtensibleEnum is not null)
        {
            value.ReplaceWith(Unknown);
        }
    }

    private static void CapitalizeEnum(Schema schema, JsonNode value)
    {
        if (schema.IsText && schema.ExtensibleEnum is not null && value.ToString() is { Length: > 0 } text)
        {
            value.ReplaceWith($"{char.ToUpperInvariant(text[0])}{text[1..]}");
        }
    }

    private static void ReformatDate(Schema schema, JsonNode value)
    {
        if (schema.Format == "date-time" && DateTimeOffset.TryParse(value.ToString(), CultureInfo.InvariantCulture, out var time))
        {
            value.ReplaceWith(time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        }
    }

    private static void AddNulls(Operation operation, JsonObject body)
    {
        foreach (var row in (body["resources"] as JsonArray ?? []).OfType<JsonObject>())
        {
            foreach (var name in operation.Row.Keys.Except(Entity.CodeFields))
            {
                row.TryAdd(name, null);
            }
        }
    }

    private static void AddMissing(Schema schema, JsonNode value)
    {
        foreach (var part in schema.AllOf)
        {
            AddMissing(part, value);
        }

        foreach (var item in schema.Items is null ? [] : (value as JsonArray ?? []).OfType<JsonNode>())
        {
            AddMissing(schema.Items!, item);
        }

        foreach (var (name, property) in value is JsonObject ? schema.Properties : new Dictionary<string, Schema>())
        {
            if (value[name] is { } field)
            {
                AddMissing(property, field);
            }
            else
            {
                value[name] = property.CreateExample();
            }
        }
    }

    // PHP serializes an array with gaps in its indexes, such as a filtered array, as a JSON object.
    private static JsonObject ToObject(JsonArray items) =>
        new(items.Select((item, index) => KeyValuePair.Create((2 * index).ToString(CultureInfo.InvariantCulture), item?.DeepClone())));

    private static void ChangeTotals(JsonNode? body, Func<JsonNode, JsonNode?> change)
    {
        foreach (var name in Totals)
        {
            if (body?["pagination"]?[name] is not { } total)
            {
                continue;
            }

            if (change(total) is { } changed)
            {
                total.ReplaceWith(changed);
            }
            else
            {
                body["pagination"]!.AsObject().Remove(name);
            }
        }
    }

    private static void AddFields(JsonNode value)
    {
        switch (value)
        {
            case JsonArray items:
                foreach (var item in items.OfType<JsonNode>())
                {
                    AddFields(item);
                }

                break;
            case JsonObject fields:
                foreach (var (_, field) in fields)
                {
                    if (field is not null)
                    {
                        AddFields(field);
                    }
                }

                fields[Unknown] = new JsonObject { ["list"] = new JsonArray(1, "two", null) };
                break;
        }
    }

    private static void ChangeTypes(JsonObject body)
    {
        var objects = body["resources"] is JsonArray rows ? [.. rows.OfType<JsonObject>()] : new List<JsonObject> { body };

        foreach (var fields in objects)
        {
            foreach (var name in fields.Select(field => field.Key).Except(Entity.CodeFields).ToList())
            {
                fields[name] = new JsonArray(fields[name]?.DeepClone());
            }
        }
    }
}
