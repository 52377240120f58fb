using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;

namespace Qboxmail.Probe.StandIns;

/// <summary>A copy of the bundle with changes that test the probe: it must report the changed places, and nothing else.</summary>
internal sealed class ChangedDocument
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];

    private readonly JsonNode _root;
    private readonly List<string> _places = [];

    /// <summary>Initializes a new instance of the <see cref="ChangedDocument"/> class.</summary>
    /// <param name="bundle">The bundle as JSON. Changes that the bundle already contains add no places.</param>
    public ChangedDocument(string bundle) => _root = JsonNode.Parse(bundle)!;

    /// <summary>Creates a copy of a bundle with 30 changes.</summary>
    public static ChangedDocument With30Changes(string bundle)
    {
        var document = new ChangedDocument(bundle);
        document.MoveOperations();
        document.ChangeCodes();
        document.AddFields();
        document.ChangeTypes();
        document.ChangeTimes();
        document.AddValue("DomainStatus", "suspended");
        document.ChangeMaximum("PageSize", 100);
        return document;
    }

    /// <summary>Gets the names of the changed operations, fields and enumerations, as in reports.</summary>
    public IReadOnlyList<string> Places => _places;

    public string Text => _root.ToJsonString();

    private JsonObject Paths => _root["paths"]!.AsObject();

    /// <summary>Gets the names of the properties of a schema whose examples are dates or times.</summary>
    public IEnumerable<string> Instants(string schema) =>
        Properties(schema).Where(property => TimeFormat.Of($"{property.Value!["example"]}") is not null).Select(property => property.Key);

    public void Move(string operation, string method, string path)
    {
        var (oldPath, oldMethod) = Find(operation);

        if ((oldPath, oldMethod) == (path, method))
        {
            return;
        }

        var item = Paths[oldPath]!.AsObject();
        var moved = item[oldMethod]!;
        item.Remove(oldMethod);

        if (Paths[path] is not JsonObject target)
        {
            Paths[path] = target = [];

            if (item["parameters"] is { } parameters)
            {
                target["parameters"] = parameters.DeepClone();
            }
        }

        if (!item.Any(entry => Methods.Contains(entry.Key)) && path != oldPath)
        {
            Paths.Remove(oldPath);
        }

        target[method] = moved;
        _places.Add(operation);
    }

    public void ChangeCode(string operation, string code)
    {
        var (path, method) = Find(operation);
        var responses = Paths[path]![method]!["responses"]!.AsObject();

        if (responses.ContainsKey(code))
        {
            return;
        }

        responses[code] = responses["200"]!.DeepClone();
        responses.Remove("200");
        _places.Add(operation);
    }

    public void Set(string schema, string field, string json)
    {
        var properties = Properties(schema);
        var changed = JsonNode.Parse(json)!;
        var known = properties[field];
        properties[field] = changed;

        if (known is null || !new[] { known["type"], known["x-documented-type"] }.Any(type => JsonNode.DeepEquals(type, changed["type"])))
        {
            _places.Add($"{schema}.{field}");
        }
    }

    public void ChangeTime(string schema, string field, string example)
    {
        var property = Properties(schema)[field]!;
        var known = TimeFormat.Of($"{property["example"]}");
        property["example"] = example;

        if (known != TimeFormat.Of(example))
        {
            _places.Add($"{schema}.{field}");
        }
    }

    private void MoveOperations()
    {
        Move("Domains_ListPostmasters", "get", "/api/domains/postmasters");
        Move("Domains_ListWithoutManager", "get", "/api/domains/no_manager");
        Move("EmailLogs_ListAccess", "get", "/api/etlive/accesses");
        Move("EmailLogs_ListIncoming", "get", "/api/log_analysis/incoming");
        Move("Managers_AssignHosting", "put", "/api/managers/{manager_code}/assign/domains");
        Move("Permissions_List", "get", "/api/team_members/permissions");
        Move("DeliveryDomains_VerifyDns", "put", "/api/delivery/domains/{code}/dns");
        Move("TraceMail_ListDailyStatistics", "get", "/api/delivery/tracemail/daily_stats");
        Move("SuppressionLists_Export", "post", "/api/delivery/suppression_lists/export");
        Move("SuppressionLists_Delete", "post", "/api/delivery/suppression_lists/delete");
        Move("Domains_SetStatus", "post", "/api/domains/{domain_code}/status");
        Move("Domains_ResetOwnershipEmail", "delete", "/api/domains/{domain_code}/email_ownership_check");
    }

    private void ChangeCodes()
    {
        ChangeCode("Domains_Get", "203");
        ChangeCode("DeliveryDashboard_Get", "206");
        ChangeCode("TeamMembers_List", "203");
    }

    private void AddFields()
    {
        Set("Domain", "plan_name", """{ "type": "string", "example": "Basic" }""");
        Set("EmailAccount", "last_login_at", """{ "type": "string", "example": "2026-04-16T09:12:33Z" }""");
        Set("DomainAlias", "notes", """{ "type": "array", "items": { "type": "string" }, "example": ["first"] }""");
        Set("Pagination", "next_page", """{ "type": "integer", "example": 2 }""");
        Set("TeamMember", "api_secret", """{ "type": "string", "format": "password", "example": "hidden" }""");
        Set("OutboundLimit", "is_default", """{ "type": "boolean", "example": false }""");
    }

    private void ChangeTypes()
    {
        Set("OutboundLimit", "rate", """{ "type": "string", "example": "300" }""");
        Set("OutboundLimit", "included", """{ "type": "integer", "example": 1 }""");
    }

    private void ChangeTimes()
    {
        ChangeTime("Domain", "created_at", "2026-04-16 09:12:33 UTC");
        ChangeTime("Domain", "updated_at", "16/04/2026 11:12");
        ChangeTime("EmailAlias", "created_at", "2026-04-16T10:40:00Z");
        ChangeTime("Import", "created_at", "2026-04-16T12:12:33+0200");
        ChangeTime("Manager", "created_at", "2026-04-16");
    }

    private void AddValue(string enumeration, string value)
    {
        var schema = _root["components"]!["schemas"]![enumeration]!;
        var values = schema["x-extensible-enum"]!.AsArray();

        if (values.All(known => $"{known}" != value))
        {
            values.Add(value);
            schema["anyOf"]![0]!["enum"]!.AsArray().Add(value);
            _places.Add(enumeration);
        }
    }

    private void ChangeMaximum(string parameter, int maximum)
    {
        var schema = _root["components"]!["parameters"]![parameter]!["schema"]!;

        if ((int?)schema["maximum"] != maximum)
        {
            schema["maximum"] = maximum;
            _places.Add("the page size");
        }
    }

    private (string Path, string Method) Find(string operation) =>
        (from path in Paths
         from method in path.Value!.AsObject()
         where Methods.Contains(method.Key) && (string?)method.Value!["operationId"] == operation
         select (path.Key, method.Key)).Single();

    private JsonObject Properties(string schema) => _root["components"]!["schemas"]![schema]!["properties"]!.AsObject();
}
