using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;
using Qboxmail.Emulator.Operations;

namespace Qboxmail.Emulator.Seeding;

/// <summary>
/// Creates the resources of the seed data through the operation handlers, which validate them like requests. The caller must set the delays of
/// background work to zero.
/// </summary>
internal sealed class Seeder(EmulatorState state)
{
    // The handlers require a password but never store it, so seed data can omit it.
    private const string Password = "Emulator-password-1";
    public const string Customer = "customer_code";
    public const string Proven = "proven";
    private const string Linked = "domains";

    private static readonly JsonDocumentOptions Lenient =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static IReadOnlyList<Section> Sections { get; } =
    [
        new("domains", "Domains_Create")
        {
            OwnFields = [Proven],
            Parts =
            [
                new("domain_aliases", "DomainAliases_Create") { OwnFields = [Proven] },
                new("email_accounts", "EmailAccounts_Create"),
                new("email_aliases", "EmailAliases_Create"),
            ],
        },
        new("imports", "Imports_Create"),
        new("migrations", "Migrations_Create"),
        new("delivery_domains", "DeliveryDomains_Create"),
        new("delivery_accounts", "DeliveryAccounts_Create") { Links = [Linked] },
        new("suppression_list", "SuppressionLists_Create"),
        new("managers", "Managers_Create") { Links = [Linked] },
        new("team_members", "TeamMembers_Create"),
    ];

    private readonly Dictionary<string, Operation> _operations = Operation.All.ToDictionary(operation => operation.Id);
    private readonly OperationHandlers _handlers = new();

    /// <summary>Creates the resources and tokens of the seed data.</summary>
    /// <param name="json">The seed data.</param>
    /// <exception cref="FormatException">The seed data is invalid. The message contains the location of the error.</exception>
    public void Apply(string json)
    {
        var data = new SeedElement(Parse(json), "");
        var owner = new EmulatorToken("seed") { CustomerCode = state.Options.Tokens[0].CustomerCode };
        data.RequireKnown([.. Sections.Select(section => section.Name), SeedTokens.Section]);

        foreach (var section in Sections)
        {
            Apply(section, data, owner, []);
        }

        SeedTokens.Add(state, data);
    }

    /// <summary>Gets the fields of a section that <see cref="SeedWriter"/> can save. Passwords are excluded, because they are never stored.</summary>
    public static IEnumerable<string> FieldsOf(Section section) =>
        Operation.All.First(operation => operation.Id == section.Operation).Body!.Properties
            .Where(property => property.Value.Format != "password" && !IsCode(property.Key))
            .Select(property => property.Key);

    // These fields contain codes, which differ after each load.
    private static bool IsCode(string field) => field is "accounts" or "domain_codes";

    private static JsonObject Parse(string json)
    {
        try
        {
            return StrictJson.Parse(json, Lenient) as JsonObject ?? throw SeedElement.Error("", "must be a JSON object");
        }
        catch (JsonException exception)
        {
            throw SeedElement.Error("", exception.LineNumber is { } line ? $"is not valid JSON; see line {line + 1}" : "contains invalid Unicode");
        }
    }

    private void Apply(Section section, SeedElement parent, EmulatorToken owner, Dictionary<string, string> path)
    {
        var operation = _operations[section.Operation];
        var fields = operation.Body!.Properties!.Keys;

        foreach (var element in parent.List(section.Name))
        {
            element.RequireKnown([.. fields, .. section.Parts.Select(part => part.Name), .. section.Links, Customer, .. section.OwnFields]);

            var caller = element.Text(Customer) is { } customer ? new EmulatorToken("seed") { CustomerCode = customer } : owner;
            var body = element.Pick([.. fields.Where(field => field != Customer)]);
            Complete(section, operation, element, body);

            var code = Create(new OperationContext(operation, state, caller, path, QueryCollection.Empty, body), element);
            Finish(section, element, code, path);
            state.Schedule.RunDue();

            foreach (var part in section.Parts)
            {
                Apply(part, element, caller, new() { ["domain_code"] = code });
            }
        }
    }

    /// <summary>Adds the required fields that seed data may omit.</summary>
    private void Complete(Section section, Operation operation, SeedElement element, JsonObject body)
    {
        foreach (var name in operation.Body!.Required!.Where(name => name.Contains("password", StringComparison.Ordinal)))
        {
            body.TryAdd(name, body[name.Replace("_confirmation", "", StringComparison.Ordinal)]?.DeepClone() ?? Password);
        }

        if (section.Name == "managers")
        {
            body["domain_codes"] = Codes(element, state.Domains);
        }
    }

    private string Create(OperationContext context, SeedElement element)
    {
        try
        {
            var errors = SchemaCheck.Errors(context.Operation.Body!, context.Body).ToList();
            var response = errors.Count == 0 ? _handlers.Find(context.Operation.Id)!(context).Body : throw ApiErrorException.Invalid(errors);
            var row = response?["resources"]?[0];

            return (response?["resource_code"] ?? row?["code"] ?? row?["id"])?.ToString() ?? "";
        }
        catch (ApiErrorException exception)
        {
            var body = exception.Response.Body!;
            throw body["errors"]!.AsArray().FirstOrDefault() is { } error
                ? SeedElement.Error($"{element.Place}.{error["field"]}", $"{error["description"]}")
                : SeedElement.Error(element.Place, $"{body["message"]}");
        }
    }

    private void Finish(Section section, SeedElement element, string code, Dictionary<string, string> path)
    {
        switch (section.Name)
        {
            case "domains" or "domain_aliases" when element.Flag(Proven) == false:
                break;
            case "domains" when state.Domains.TryGet(code, out var domain):
                Ownership.Prove(state, domain);
                break;
            case "domain_aliases" when state.Domains.TryGet(path["domain_code"], out var domain) && domain.Aliases.TryGet(code, out var alias):
                Ownership.Prove(state, alias);
                break;
            case "delivery_domains" when state.DeliveryDomains.TryGet(code, out var domain):
                DeliveryDomains.Prove(state, domain);
                break;
            case "delivery_accounts" when state.DeliveryAccounts.TryGet(code, out var account):
                account.Set("domains", Codes(element, state.DeliveryDomains));
                DeliveryLinks.Refresh(state);
                break;
        }
    }

    /// <summary>Gets the codes of the domains whose names the element contains.</summary>
    private static JsonArray Codes<T>(SeedElement element, Table<T> domains)
        where T : Entity =>
        new([.. element.Texts(Linked).Select(name => domains.Rows.FirstOrDefault(domain => domain.Name == name.Text)?.Code
            ?? throw SeedElement.Error(name.Place, "does not exist"))]);

    /// <summary>An array in the seed data.</summary>
    /// <param name="Name">The name of the array.</param>
    /// <param name="Operation">
    /// The ID of the operation that creates an element. The request body of the operation determines the fields of an element.
    /// </param>
    public sealed record Section(string Name, string Operation)
    {
        /// <summary>Gets the nested sections of each element.</summary>
        public Section[] Parts { get; init; } = [];

        /// <summary>Gets the fields of an element that the request body does not contain.</summary>
        public string[] OwnFields { get; init; } = [];

        /// <summary>Gets the fields that contain domain names.</summary>
        public string[] Links { get; init; } = [];
    }
}
