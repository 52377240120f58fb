using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Qboxmail.Emulator;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;
using Qboxmail.Emulator.Operations;
using Qboxmail.Probe.Document;

namespace Qboxmail.Probe.StandIns;

/// <summary>Starts the emulator as a stand-in for the API, with at least one resource of each kind.</summary>
internal static class ApiStandIn
{
    private const string Seed = """
        {
          "domains": [
            {
              "name": "example.com",
              "domain_aliases": [{ "name": "example.net" }],
              "email_accounts": [{ "name": "mario.rossi", "firstname": "Mario" }, { "name": "anna.bianchi", "firstname": "Anna" }],
              "email_aliases": [{ "name": "sales", "destinations": ["mario.rossi@example.com"] }]
            },
            { "name": "example.org" }
          ],
          "imports": [{ "type": "domains", "csv_file_name": "domains.csv", "csv_file_content": "example.edu;Correct-horse-7" }],
          "delivery_accounts": [{ "description": "Shop", "type": "transactional" }],
          "suppression_list": [{ "email": "luca.neri@example.org", "reason": "bounce" }],
          "managers": [{ "email_address": "ada.neri@example.com", "firstname": "Ada", "lastname": "Neri" }],
          "team_members": [{ "email_address": "ugo.blu@example.com", "firstname": "Ugo", "lastname": "Blu" }]
        }
        """;

    // Seed data cannot create most of these resources. It would also verify Delivery domains, whose later states are undocumented.
    private static readonly (string Operation, string Body)[] Others =
    [
        ("Signatures_Create", """{ "body": "<p>Mario</p>" }"""),
        ("AddressBooks_Create", """{ "name": "Customers" }"""),
        ("Contacts_Create", """
            { "given_name": "Giulia", "emails": [{ "value": "giulia.neri@example.org", "type": "work" }],
              "phone_numbers": [{ "value": "+39055000000", "type": "work" }], "url": [{ "value": "https://www.example.org", "type": "work" }],
              "addresses": [{ "street_address": "Via Roma 1", "city": "Firenze", "type": "work" }] }
            """),
        ("Vault_ActivateDomain", """{ "email_codes": ["{email_code}"], "retention": 36 }"""),
        ("Reports_Create", """{ "type": "domains" }"""),
        ("Migrations_Create", """
            { "csv_file_name": "mailboxes.csv", "preset": "standard", "execute_now": true,
              "csv_file_content": "mario.rossi@example.com;imap.example.net;mario;Correct-horse-7" }
            """),
        ("DeliveryDomains_Create", """{ "name": "example.com" }"""),
        ("DeliveryApiTokens_Create", """{ "label": "Shop server" }"""),
    ];

    /// <summary>Gets the routes of the OpenAPI document that the emulator follows.</summary>
    public static IEnumerable<Route> Routes => Operation.All.Select(operation => new Route(operation.Method, operation.Path));

    /// <param name="port">The TCP port, or 0 for a free port.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    public static async Task<QboxmailEmulator> StartAsync(int port, CancellationToken cancellationToken)
    {
        var emulator = await QboxmailEmulator.StartAsync(
            new QboxmailEmulatorOptions { Port = port, AllowInferred = true, Seed = Seed }, cancellationToken);
        emulator.State.UseWithoutDelays(Fill);
        return emulator;
    }

    // The handlers are called without requests, because a copy of the OpenAPI document can have other paths.
    private static void Fill(EmulatorState state)
    {
        var handlers = new OperationHandlers();
        var caller = state.Options.Tokens[0];

        foreach (var (id, body) in Others)
        {
            var operation = Operation.All.First(operation => operation.Id == id);
            var path = Codes(state, id);
            var fields = JsonNode.Parse(body.Replace("{email_code}", path["code"], StringComparison.Ordinal))!.AsObject();
            handlers.Find(id)!(new OperationContext(operation, state, caller, path, QueryCollection.Empty, fields));
            state.Schedule.RunDue();
        }
    }

    private static Dictionary<string, string> Codes(EmulatorState state, string operation)
    {
        var mailbox = state.Domains.Rows[0].EmailAccounts.Rows[0];

        return new Dictionary<string, string>
        {
            ["domain_code"] = state.Domains.Rows[0].Code,
            ["code"] = mailbox.Code,
            ["addressbook_id"] = operation == "Contacts_Create" ? mailbox.AddressBooks.Rows[0].Code : "",
            ["id"] = state.DeliveryAccounts.Rows[0].Code,
        };
    }
}
