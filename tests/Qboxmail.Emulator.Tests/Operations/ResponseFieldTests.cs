using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Qboxmail.Emulator.Tests;

/// <summary>The emulator returns every field that the document describes.</summary>
public class ResponseFieldTests
{
    // Fields that only an administrator may send.
    private static readonly string[] ForAdministrators = ["customer_code", "num_messages", "override_plan_num_messages"];

    /// <summary>Gets the fields that only the fault <c>all_fields</c> returns, by the reason.</summary>
    private static readonly IReadOnlyDictionary<string, string[]> OnlyWithAllFields = new Dictionary<string, string[]>
    {
        ["no documented request sets them"] = ["Contact.birthday", "Contact.photo", "ContactPhoto.type", "ContactPhoto.value"],
        ["the emulator knows customers by their codes"] =
            ["DeliveryAccount.customer_fullname", "DeliveryDomain.customer_fullname", "Domain.customer_fullname", "SuppressionEntry.customer_id"],
        ["the reference does not explain them"] =
        [
            "DeliveryAccount.delivery_analytics", "DeliveryAccount.remaining_messages_error", "DeliveryAccount.reset_to_plan_num_messages",
            "Domain.email_services", "TeamMember.is_vianova_customer", "TeamMember.linked_email_account", "TeamMember.ordered_domains",
        ],
        ["no email bounces"] = ["SuppressionEntry.category", "SuppressionEntry.message", "SuppressionEntry.message_translated"],
        ["the panel, which is not emulated, sets the branding and the permission"] =
        [
            "TeamMember.can_edit_outbound_limits", "TeamMember.customization_company", "TeamMember.customization_help_desk_url",
            "TeamMember.customization_logo",
        ],
    };

    private static IEnumerable<DocumentedOperation> Writes => ApiDocument.Operations
        .Where(operation => !operation.OnlyReads && operation.Method != HttpMethod.Delete)
        .OrderBy(operation => operation.Returns != "created")
        // A change of a domain limits its mailboxes.
        .ThenByDescending(operation => operation.Segments.Count);

    private static IEnumerable<DocumentedOperation> Reads => ApiDocument.Operations.Where(operation => operation.OnlyReads);

    // Fields that the probe has added to the document.
    private static IEnumerable<string> OnlySeen =>
        from schema in ApiDocument.Schemas
        from property in schema.Value.Properties?.AsEnumerable() ?? []
        where property.Value.Description?.StartsWith("Seen in responses", StringComparison.Ordinal) == true
        select $"{schema.Key}.{property.Key}";

    private static SortedSet<string> Documented
    {
        get
        {
            var fields = new SortedSet<string>(StringComparer.Ordinal);

            foreach (var operation in ApiDocument.Operations.Where(HasJson))
            {
                AddFields(operation.Success.Content!.Schema!, fields);
            }

            return fields;
        }
    }

    [Test]
    public async Task Every_documented_response_field_is_returned_under_the_fault_of_all_fields()
    {
        await using var scene = await PopulatedEmulator.CreateAsync();
        var returned = CollectFields(scene.Emulator);
        scene.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.AllFields));

        foreach (var operation in Writes.Concat(Reads))
        {
            using var response = await scene.SendAsync(operation);
        }

        Assert.That(string.Join(", ", Documented.Except(returned)), Is.Empty);
    }

    [Test]
    public async Task Every_documented_response_field_but_those_that_only_the_service_knows_is_returned_without_a_fault()
    {
        await using var scene = await PopulatedEmulator.CreateAsync();
        var returned = CollectFields(scene.Emulator);

        foreach (var operation in Writes)
        {
            using var response = await scene.SendAsync(
                operation, body: operation.Body is null ? null : scene.BodyWithAllFields(operation, ForAdministrators));
        }

        await CheckDkimAsync(scene.Client);
        await MigrateRecentEmailAsync(scene.Client);
        await DeleteAfterBillingAsync(scene.Client);

        foreach (var operation in Reads)
        {
            using var response = await scene.SendAsync(operation);
        }

        Assert.That(
            Documented.Except(returned).Except(OnlySeen), Is.EquivalentTo(OnlyWithAllFields.Values.SelectMany(fields => fields).Except(OnlySeen)));
    }

    private static async Task CheckDkimAsync(QboxmailClient client)
    {
        var domain = (await client.Domains.ListPageAsync()).Items[0].Code;
        await client.Domains.GenerateDkimAsync(domain);
        await client.Domains.CheckDnsAsync(domain);
    }

    private static async Task MigrateRecentEmailAsync(QboxmailClient client)
    {
        var rows = $"anna@example.com;imap.example.net;anna;{EmulatorHarness.Password}";
        var migration = await client.Migrations.CreateAsync(new CreateMigrationRequest("recent.csv", rows, "standard")
        {
            ExecuteNow = true,
            DateFilterPreset = MigrationDateFilter.LastMonth,
        });
        await client.Migrations.ListResourcesPageAsync(migration.ResourceCode);
    }

    private static async Task DeleteAfterBillingAsync(QboxmailClient client)
    {
        var account = await client.Delivery.Accounts.CreateAsync(new CreateDeliveryAccountRequest("Old", DeliveryAccountType.Transactional));
        await client.Delivery.Accounts.DeleteAsync(account.Id, new DeliveryAccountsDeleteQuery { DeleteAfterBilling = true });
    }

    private static bool HasJson(DocumentedOperation operation) => operation.Returns is not ("empty" or "file");

    /// <summary>Collects the fields of all responses from now on.</summary>
    private static HashSet<string> CollectFields(QboxmailEmulator emulator)
    {
        var fields = new HashSet<string>(StringComparer.Ordinal);
        emulator.Requests.Logged += request =>
        {
            if (PopulatedEmulator.Find(request.Operation!) is var operation && HasJson(operation) && request.Status < 300)
            {
                AddFields(operation.Success.Content!.Schema!, JsonNode.Parse(request.ResponseBody!), fields);
            }
        };
        return fields;
    }

    /// <summary>Adds the fields of the named schemas that a response can contain.</summary>
    private static void AddFields(IOpenApiSchema schema, ISet<string> fields)
    {
        foreach (var part in Parts(schema))
        {
            AddFields(part, fields);
        }

        foreach (var (name, property) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            if (fields.Add(NameOf(schema, name)))
            {
                AddFields(property, fields);
            }
        }
    }

    /// <summary>Adds the fields of the named schemas that a value contains.</summary>
    private static void AddFields(IOpenApiSchema schema, JsonNode? value, HashSet<string> fields)
    {
        foreach (var part in (schema.AllOf ?? []).Concat(schema.AnyOf ?? []))
        {
            AddFields(part, value, fields);
        }

        foreach (var item in schema.Items is null ? [] : value as JsonArray ?? [])
        {
            AddFields(schema.Items!, item, fields);
        }

        foreach (var (name, field) in value as JsonObject ?? [])
        {
            if (schema.Properties?.TryGetValue(name, out var property) == true)
            {
                fields.Add(NameOf(schema, name));
                AddFields(property, field, fields);
            }
        }
    }

    private static IEnumerable<IOpenApiSchema> Parts(IOpenApiSchema schema) =>
        (schema.AllOf ?? []).Concat(schema.AnyOf ?? []).Concat(schema.Items is { } items ? [items] : []);

    private static string NameOf(IOpenApiSchema schema, string field) => $"{schema.NameOfReference()}.{field}";
}
