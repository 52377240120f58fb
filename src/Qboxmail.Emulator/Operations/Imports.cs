using System.Text;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Operations;

/// <summary>CSV files that create many resources at once.</summary>
internal static class Imports
{
    // From the guide to the control panel.
    private const int EstimateTotal = 250;

    public static void Register(OperationHandlers all)
    {
        all.Add("Imports_List", call => call.Page(call.State.Imports.Rows.Where(call.IsVisible)));
        all.Add("Imports_Get", call => call.Item(Find(call)));
        all.Add("Imports_Create", Create);
        all.Add("Imports_Delete", Delete);
        all.Add("Imports_ListResources", call => call.Page(Find(call).Rows));
    }

    private static CsvEntity Find(OperationContext call) => call.Find(call.State.Imports, "import_code");

    private static Answer Create(OperationContext call)
    {
        var owner = call.NewOwner();
        var content = call.GetString("csv_file_content");
        var rows = Csv.Read(content);

        if (!ImportKinds.All.TryGetValue(call.GetString("type"), out var kind))
        {
            throw ApiErrorException.Invalid(("type", "is not included in the list"));
        }

        var code = call.State.Codes.Import();
        var import = call.State.Imports.Add(new CsvEntity(code, owner.Register(new JsonObject
        {
            ["status"] = "validating",
            ["status_detail"] = "",
            ["expert_mode"] = call.Body!["expert_mode"]?.DeepClone() ?? JsonValue.Create(false),
            ["code"] = code,
            ["type"] = call.GetString("type"),
            ["csv_file_name"] = $"{code}.csv",
            ["csv_file_size"] = call.SentNumber("csv_file_size") ?? Encoding.UTF8.GetByteCount(content),
            ["original_csv_file_name"] = call.GetString("csv_file_name"),
            ["created_at"] = call.State.Now,
            ["owner"] = owner.CustomerCode,
            ["error_details"] = new JsonArray(),
            ["resources"] = rows.Count,
        })));

        call.State.Later(call.State.Delays.Validation, import, () => Validate(call.State, import, kind, rows));
        return Answer.Created(code, "Import created");
    }

    private static Answer Delete(OperationContext call)
    {
        var import = Find(call);
        call.State.Delete(import, () => call.State.Imports.Remove(import.Code));
        return Answer.Empty;
    }

    // That the resources of the right rows are made when the check ends is supposed: no later state is documented.
    private static void Validate(EmulatorState world, CsvEntity import, ImportKinds.Kind kind, List<IReadOnlyList<string>> rows)
    {
        if (rows.Count is 0 or > EstimateTotal)
        {
            import.Set("status", "invalid");
            import.Set("error_details", new JsonArray(rows.Count == 0 ? "The file has no rows." : $"The file has more than {EstimateTotal} rows."));
            return;
        }

        var owner = Owner.Of(import);

        foreach (var row in rows)
        {
            var error = row.Count < kind.Columns.Count ? $"{kind.Columns[row.Count]} is required" : Add(world, owner, kind, row);
            import.Rows.Add(Row(import, kind, row, error));
        }

        var skipped = import.Rows.Count(row => row.Text("status") == "invalid");
        import.Set("status", skipped == 0 ? "valid" : skipped == rows.Count ? "invalid" : "valid_with_skipped");
        import.Set("status_detail", skipped == 0 ? "" : $"{skipped} rows skipped");
    }

    private static string? Add(EmulatorState world, Owner owner, ImportKinds.Kind kind, IReadOnlyList<string> row)
    {
        try
        {
            return kind.Add(world, owner, row);
        }
        catch (ApiErrorException refusal)
        {
            // A limit of the domain or manager.
            var error = refusal.Answer.Body!["errors"]![0]!;
            return $"{error["field"]} {error["description"]}";
        }
    }

    // The service may give the passwords of the file back; the emulator gives no password back.
    private static Entity Row(CsvEntity import, ImportKinds.Kind kind, IReadOnlyList<string> row, string? error) => new(import.Code, new JsonObject
    {
        ["import_code"] = import.Code,
        ["description"] = row[0],
        ["status"] = error is null ? "valid" : "invalid",
        ["fields"] = new JsonObject(kind.Columns.Zip(row)
            .Where(field => field.First != ImportKinds.PasswordColumn)
            .Select(field => KeyValuePair.Create(field.First, (JsonNode?)field.Second))),
        ["error_details"] = error is null ? [] : new JsonArray(error),
    });
}
