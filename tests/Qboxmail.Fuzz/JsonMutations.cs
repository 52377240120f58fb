using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Qboxmail.Fuzz;

/// <summary>Mutates the values and names of JSON. Most of the results are valid JSON.</summary>
internal static class JsonMutations
{
    private static readonly JsonSerializerOptions WriterOptions = new() { MaxDepth = 1000, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "1", "-1", "-0", "7", "2.5", "-2.5e-3", "1e5", "1E+400", "-1e400", "1e-400", "1e2147483648",
        "9223372036854775807", "9223372036854775808",
        "-9223372036854775809", "2147483648", "79228162514264337593543950336", "-79228162514264337593543950335.5",
        "0.00000000000000000000000000000000001",
        "NaN", "Infinity", "-Infinity", "0x1F", "0777", "01", "+1", "1.", ".5", "1.2.3", "--1", "undefined", "new Date(0)", "nul",
        "'text'", "/* comment */ 1", "// comment\n1",
        "\"\"", "\" \"", "\"text\"", "\"7\"", "\" 7 \"", "\"1e5\"", "\"true\"", "\"NaN\"", "\"2026-04-16\"", "\"2026-04-16T09:12:33Z\"",
        "\"0000-00-00\"", "\"0001-01-01T00:00:00+14:00\"",
        "\"9999-12-31T23:59:59-14:00\"", "\"2026-02-30\"", "\"10000-01-01\"", "\"2026-04-16 09:12:33 UTC\"", "\"2026/4/5 25:61\"",
        "\"Thu, 16 Apr 2026 09:12:33 GMT\"",
        "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud83d\\ude00\"", "\"\\u12\"", "\"\\q\"", "\"\\",
        "\"a\nb\"", "\"\u202e\u0007\u001b[31m\"",
        "{}", "[]", "[null]", "[[]]", "[[[]]]", "[{}]", "{\"\": {}}", "{\"a\": 1, \"a\": 2}", "{\"$type\": \"System.IO.FileInfo\", \"$ref\": \"1\"}",
        "[1, \"a\", true, null, {}, []]", "{\"value\": 1}",
    ];

    private static readonly (string Name, Func<JsonNode, Random, JsonNode> Apply)[] All =
    [
        ("value replaced", (value, random) => Raw(Values[random.Next(Values.Length)])),
        ("type swapped", (value, _) => Swap(value)),
        ("type swapped", (value, _) => Swap(value)),
        ("wrapped in a list", (value, _) => new JsonArray(value.DeepClone())),
        ("wrapped in an object", (value, _) => new JsonObject { ["value"] = value.DeepClone() }),
        ("converted to text", (value, _) => JsonValue.Create(value.ToJsonString(WriterOptions))),
        ("repeated", (value, random) => new JsonArray([.. Enumerable.Range(0, random.Next(50)).Select(_ => value.DeepClone())])),
        ("duplicate names", (value, random) => value is JsonObject { Count: > 0 } fields
            ? Raw("{" + string.Join(",", fields.Concat(fields).OrderBy(_ => random.Next()).Select(field =>
                $"{JsonSerializer.Serialize(field.Key)}:{field.Value?.ToJsonString(WriterOptions) ?? "null"}")) + "}")
            : Raw("{\"a\": 1, \"a\": {}, \"a\": []}")),
        ("unknown fields", (value, random) => With(value, $"unknown_{random.Next(5)}", Raw(Values[random.Next(Values.Length)]))),
        ("unusual names", (value, random) => With(value, random.Next(4) switch { 0 => "", 1 => "a\0b\n", 2 => "\ud800", _ => "$type" }, true)),
    ];

    private static readonly (string Name, Func<JsonNode, Random, JsonNode> Apply)[] Excessive =
    [
        ("nested 10,000 levels deep", (_, random) => Raw(Nested(10_000, random))),
        ("nested about as deep as the limit", (_, random) => Raw(Nested(random.Next(50, 80), random))),
        ("number of 10,000 digits", (_, random) =>
            Raw((random.Next(2) == 0 ? "-" : "") + new string((char)('1' + random.Next(9)), 10_000) + (random.Next(2) == 0 ? ".5" : ""))),
        ("number of 300 digits", (_, random) => Raw(new string('9', random.Next(30, 400)))),
        ("number with 10,000 decimals", (_, _) => Raw("0." + new string('1', 10_000))),
        ("exponent of 10,000 digits", (_, random) => Raw($"1e{(random.Next(2) == 0 ? "-" : "")}{new string('9', 10_000)}")),
        ("long text", (_, random) => JsonValue.Create(new string("aZ0\\\"é "[random.Next(7)], random.Next(1, 200_000)))),
        ("long name", (value, random) => With(value, new string('n', random.Next(100, 100_000)), 1)),
        ("many names", (value, random) =>
            new JsonObject(Enumerable.Range(0, random.Next(100, 3000)).Select(number => KeyValuePair.Create($"name{number}", (JsonNode?)number)))),
        ("many values", (_, random) => Raw($"[{string.Join(",", Enumerable.Repeat(Values[random.Next(14)], random.Next(1000, 20_000)))}]")),
    ];

    /// <summary>Returns whether a text is a JSON object.</summary>
    public static bool CanMutate(string seed) => seed.StartsWith('{');

    public static byte[] Mutate(string seed, Random random, bool isExcessive, out string name)
    {
        var root = JsonNode.Parse(seed)!;
        name = "";

        for (var remaining = isExcessive ? 1 : random.Next(1, 4); remaining > 0; remaining--)
        {
            var nodes = new List<JsonNode>();
            Collect(root, nodes);
            var chosen = nodes[random.Next(nodes.Count)];
            var table = isExcessive ? Excessive : All;
            var (kind, apply) = table[random.Next(table.Length)];
            var result = apply(chosen, random);
            name = kind;

            if (chosen == root)
            {
                root = result;
            }
            else
            {
                chosen.ReplaceWith(result);
            }
        }

        // The writer rejects invalid JSON, so the tree contains it as an encoded string between marks.
        return Encoding.UTF8.GetBytes(Unraw(root.ToJsonString(WriterOptions)));
    }

    private static void Collect(JsonNode node, List<JsonNode> nodes)
    {
        nodes.Add(node);

        var children = node is JsonObject fields ? fields.Select(field => field.Value)
            : node is JsonArray items ? items
            : Enumerable.Empty<JsonNode?>();

        foreach (var child in children)
        {
            if (child is not null)
            {
                Collect(child, nodes);
            }
        }
    }

    private static JsonNode Swap(JsonNode value) => value switch
    {
        JsonObject fields => new JsonArray([.. fields.Select(field => field.Value?.DeepClone())]),
        JsonArray items => new JsonObject(items.Select((item, index) =>
            KeyValuePair.Create(index.ToString(CultureInfo.InvariantCulture), item?.DeepClone()))),
        _ => value.GetValueKind() switch
        {
            JsonValueKind.String => value.GetValue<string>().Length,
            JsonValueKind.Number => JsonValue.Create(value.ToJsonString()),
            JsonValueKind.True => 1,
            JsonValueKind.False => "false",
            _ => new JsonObject(),
        },
    };

    private static JsonObject With(JsonNode value, string name, JsonNode? added)
    {
        var fields = value is JsonObject existing ? existing.DeepClone().AsObject() : [];
        fields[name] = added;
        return fields;
    }

    private static string Nested(int depth, Random random) => random.Next(3) switch
    {
        0 => new string('[', depth) + new string(']', depth),
        1 => string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth),
        _ => new string('[', depth),
    };

    private static JsonValue Raw(string text) => JsonValue.Create($"\u0001{Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(text))}\u0001");

    private static string Unraw(string json)
    {
        const string mark = "\\u0001";
        var text = new StringBuilder();
        var copied = 0;

        for (var start = json.IndexOf(mark, StringComparison.Ordinal); start >= 0; start = json.IndexOf(mark, copied, StringComparison.Ordinal))
        {
            var end = json.IndexOf(mark, start + mark.Length, StringComparison.Ordinal);

            if (end < 0)
            {
                break;
            }

            // Remove the quotes around it too, unless it is part of a string that contains JSON.
            var isWhole = start > 0 && json[start - 1] == '"' && end + mark.Length < json.Length && json[end + mark.Length] == '"';
            text.Append(json, copied, start - copied - (isWhole ? 1 : 0));
            text.Append(Decode(json.Substring(start + mark.Length, end - start - mark.Length)));
            copied = end + mark.Length + (isWhole ? 1 : 0);
        }

        return text.Append(json, copied, json.Length - copied).ToString();
    }

    private static string Decode(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) ? Encoding.BigEndianUnicode.GetString(bytes, 0, count) : "";
    }
}
