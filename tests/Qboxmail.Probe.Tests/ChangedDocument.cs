using System.Text.Json.Nodes;

namespace Qboxmail.Probe.Tests;

/// <summary>A copy of the bundle with 30 changes, which a stand-in follows, and the places that the probe must report.</summary>
internal sealed class ChangedDocument
{
    private readonly JsonNode _root = JsonNode.Parse(Repository.Read("openapi/dist/generator.json"))!;
    private readonly List<string> _places = [];

    public ChangedDocument()
    {
        MoveOperations();
        ChangeCodes();
        AddFields();
        ChangeTypes();
        ChangeTimes();
        AddTo(_root["components"]!["schemas"]!["DomainStatus"]!, "suspended", "DomainStatus");
        _root["components"]!["parameters"]!["PageSize"]!["schema"]!["maximum"] = 100;
        _places.Add("the page size");
    }

    public IReadOnlyList<string> Places => _places;

    public string Text => _root.ToJsonString();

    private void MoveOperations()
    {
        Move("Domains_ListPostmasters", "get", "/api/postmasters", "get", "/api/domains/postmasters");
        Move("Domains_ListWithoutManager", "get", "/api/domains/without_manager", "get", "/api/domains/no_manager");
        Move("EmailLogs_ListAccess", "get", "/api/logs/access", "get", "/api/etlive/accesses");
        Move("EmailLogs_ListIncoming", "get", "/api/logs/incoming", "get", "/api/log_analysis/incoming");
        Move("Managers_AssignHosting", "put", "/api/managers/{manager_code}/assign/hosting", "put", "/api/managers/{manager_code}/assign/domains");
        Move("Permissions_List", "get", "/api/permissions", "get", "/api/team_members/permissions");
        Move("DeliveryDomains_VerifyDns", "put", "/api/delivery/domains/{code}/verify", "put", "/api/delivery/domains/{code}/dns");
        Move("TraceMail_ListDailyStatistics", "get", "/api/delivery/tracemail/daily", "get", "/api/delivery/tracemail/daily_stats");
        Move("SuppressionLists_Export", "get", "/api/delivery/suppression_lists/export", "post", "/api/delivery/suppression_lists/export");
        Move("SuppressionLists_Delete", "delete", "/api/delivery/suppression_lists", "post", "/api/delivery/suppression_lists/delete");
        Move("Domains_SetStatus", "put", "/api/domains/{domain_code}/status", "post", "/api/domains/{domain_code}/status");
        Move(
            "Domains_ResetOwnershipEmail", "put", "/api/domains/{domain_code}/email_ownership_check/reset",
            "delete", "/api/domains/{domain_code}/email_ownership_check");
    }

    private void ChangeCodes()
    {
        ChangeCode("Domains_Get", "/api/domains/{domain_code}", "203");
        ChangeCode("DeliveryDashboard_Get", "/api/delivery/dashboard", "206");
        ChangeCode("TeamMembers_List", "/api/team_members", "203");
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

    private void Move(string operation, string method, string path, string newMethod, string newPath)
    {
        var paths = _root["paths"]!.AsObject();
        var item = paths[path]!.AsObject();
        var moved = item[method]!.DeepClone();
        item.Remove(method);

        if (paths[newPath] is not JsonObject target)
        {
            paths[newPath] = target = [];

            if (item["parameters"] is { } parameters)
            {
                target["parameters"] = parameters.DeepClone();
            }
        }

        if (item.All(entry => entry.Key == "parameters") && newPath != path)
        {
            paths.Remove(path);
        }

        target[newMethod] = moved;
        _places.Add(operation);
    }

    private void ChangeCode(string operation, string path, string code)
    {
        var responses = _root["paths"]![path]!["get"]!["responses"]!.AsObject();
        responses[code] = responses["200"]!.DeepClone();
        responses.Remove("200");
        _places.Add(operation);
    }

    private void Set(string schema, string field, string json)
    {
        Properties(schema)[field] = JsonNode.Parse(json);
        _places.Add($"{schema}.{field}");
    }

    private void ChangeTime(string schema, string field, string example)
    {
        Properties(schema)[field]!["example"] = example;
        _places.Add($"{schema}.{field}");
    }

    private void AddTo(JsonNode enumeration, string value, string place)
    {
        enumeration["anyOf"]![0]!["enum"]!.AsArray().Add(value);
        enumeration["x-extensible-enum"]!.AsArray().Add(value);
        _places.Add(place);
    }

    private JsonObject Properties(string schema) => _root["components"]!["schemas"]![schema]!["properties"]!.AsObject();
}
