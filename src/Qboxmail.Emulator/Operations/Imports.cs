using System.Text;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

internal static class Imports
{
    // The control panel guide states this limit.
    private const int MaxRows = 250;

    public static void Register(OperationHandlers handlers)
    {
        handlers.Add("Imports_List", context => context.Page(context.State.Imports.Rows.Where(context.IsVisible)));
        handlers.Add("Imports_Get", context => context.Item(Find(context)));
        handlers.Add("Imports_Create", Create);
        handlers.Add("Imports_Delete", Delete);
        handlers.Add("Imports_ListResources", context => context.Page(Find(context).Rows));
    }

    private static CsvEntity Find(OperationContext context) => context.Find(context.State.Imports, "import_code");

    private static EmulatorResponse Create(OperationContext context)
    {
        var owner = context.NewOwner();
        var content = context.GetString("csv_file_content");
        var rows = Csv.Read(content);

        if (rows.Count > MaxRows)
        {
            throw ApiErrorException.Invalid(("csv_file_content", $"has more than {MaxRows} rows"));
        }

        if (!ImportKinds.All.TryGetValue(context.GetString("type"), out var kind))
        {
            throw ApiErrorException.Invalid(("type", "is not included in the list"));
        }

        var code = context.State.Codes.Import();
        var import = context.State.Imports.Add(new CsvEntity(code, owner.AddTo(new JsonObject
        {
            ["status"] = "validating",
            ["status_detail"] = "",
            ["expert_mode"] = context.Body!["expert_mode"]?.DeepClone() ?? JsonValue.Create(false),
            ["code"] = code,
            ["type"] = context.GetString("type"),
            ["csv_file_name"] = $"{code}.csv",
            ["csv_file_size"] = context.SentNumber("csv_file_size") ?? Encoding.UTF8.GetByteCount(content),
            ["original_csv_file_name"] = context.GetString("csv_file_name"),
            ["created_at"] = context.State.Now,
            ["owner"] = owner.CustomerCode,
            ["error_details"] = new JsonArray(),
            ["resources"] = rows.Count,
        })));

        context.State.Later(context.State.Delays.Validation, import, () => Validate(context.State, import, kind, rows));
        return EmulatorResponse.Created(code, "Import created");
    }

    private static EmulatorResponse Delete(OperationContext context)
    {
        var import = Find(context);
        context.State.Delete(import, () => context.State.Imports.Remove(import.Code));
        return EmulatorResponse.Empty;
    }

    // The emulator creates the resources of valid rows at the end of the validation, because no later state is documented.
    private static void Validate(EmulatorState state, CsvEntity import, ImportKinds.Kind kind, List<IReadOnlyList<string>> rows)
    {
        if (rows.Count == 0)
        {
            import.Set("status", "invalid");
            import.Set("error_details", new JsonArray("The file has no rows."));
            return;
        }

        var owner = Owner.Of(import);

        foreach (var row in rows)
        {
            var error = row.Count < kind.Columns.Count ? $"{kind.Columns[row.Count]} is required" : Add(state, owner, kind, row);
            import.Rows.Add(Row(import, kind, row, error));
        }

        var skipped = import.Rows.Count(row => row.Text("status") == "invalid");
        import.Set("status", skipped == 0 ? "valid" : skipped == rows.Count ? "invalid" : "valid_with_skipped");
        import.Set("status_detail", skipped == 0 ? "" : $"{skipped} rows skipped");
    }

    private static string? Add(EmulatorState state, Owner owner, ImportKinds.Kind kind, IReadOnlyList<string> row)
    {
        try
        {
            return kind.Add(state, owner, row);
        }
        catch (ApiErrorException exception)
        {
            // The row exceeds a limit of its domain or manager.
            var error = exception.Response.Body!["errors"]![0]!;
            return $"{error["field"]} {error["description"]}";
        }
    }

    // Passwords are excluded. It is unknown whether responses of the real service contain them.
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
