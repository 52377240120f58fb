using System.Text;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Qboxmail.Emulator.Tests;

/// <summary>An emulator with a resource of each kind, and valid requests for each operation of the document.</summary>
internal sealed class PopulatedEmulator : IAsyncDisposable
{
    private const string Administrator = "administrator-token";
    private const string DomainName = "populated.test";
    private const string AliasName = "populated-alias.test";
    private const string Suppressed = "suppressed@example.org";

    private readonly EmulatorHarness _api;
    private readonly RequestRecorder _recorder = new();
    private readonly Dictionary<string, string> _codes = new(StringComparer.Ordinal);

    private PopulatedEmulator(EmulatorHarness api) => _api = api;

    public QboxmailClient Client => _api.Client;


    public static IReadOnlyList<DocumentedOperation> Operations => ApiDocument.Operations;

    public static DocumentedOperation Find(string id) => Operations.First(operation => operation.Id == id);

    /// <param name="allowInferred">Whether inferred operations are enabled; if not, the emulator is empty.</param>
    /// <param name="token">An additional token that the emulator accepts.</param>
    /// <param name="time">The emulator's clock; the system clock if null.</param>
    public static async Task<PopulatedEmulator> CreateAsync(bool allowInferred = true, EmulatorToken? token = null, TimeProvider? time = null)
    {
        var api = await EmulatorHarness.StartAsync(options =>
        {
            options.AllowInferred = allowInferred;
            options.TimeProvider = time ?? TimeProvider.System;
            options.Tokens.Add(new EmulatorToken(Administrator) { Role = EmulatorRole.Administrator });

            if (token is not null)
            {
                options.Tokens.Add(token);
            }
        });
        var emulator = new PopulatedEmulator(api);

        if (allowInferred)
        {
            await emulator.PopulateAsync();
        }

        return emulator;
    }

    /// <summary>Restores the initial state.</summary>
    public void Reset()
    {
        Emulator.Reset();
        _recorder.Replay(Emulator);
    }

    /// <summary>Sends the request of an operation with the example of the document, adapted to the existing resources.</summary>
    /// <param name="operation">The operation to call.</param>
    /// <param name="unknown">A path parameter that receives a value of no resource.</param>
    /// <param name="body">A body to send instead of the example.</param>
    /// <param name="token">A token to send instead of the default; an empty string for none.</param>
    /// <param name="withQuery">Whether to send every query parameter, or only the required ones.</param>
    public Task<HttpResponseMessage> SendAsync(
        DocumentedOperation operation, string? unknown = null, string? body = null, string? token = null, bool withQuery = false)
    {
        var path = string.Concat(operation.Segments.Select((segment, index) =>
            "/" + (!segment.StartsWith('{') ? segment : Uri.EscapeDataString(segment == unknown ? "unknown" : Code(operation, index)))));
        var query = Query(operation, withQuery).Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}");
        var request = new HttpRequestMessage(operation.Method, $"{path}?{string.Join('&', query)}");

        if (operation.Body is not null)
        {
            request.Content = new StringContent(body ?? Body(operation), Encoding.UTF8, "application/json");
        }

        request.Headers.Add("X-Api-Token", token ?? Token(operation));
        return _api.Http.SendAsync(request);
    }

    public QboxmailEmulator Emulator => _api.Emulator;

    /// <summary>Returns a token that is allowed to call an operation.</summary>
    public string Token(DocumentedOperation operation) => operation.Id == "Migrations_Execute" ? Administrator : _api.Emulator.Token;

    /// <summary>Returns the values of the path parameters, in order.</summary>
    public IEnumerable<string> PathValues(DocumentedOperation operation) =>
        operation.Segments.Select((segment, index) => segment.StartsWith('{') ? Code(operation, index) : null).OfType<string>();

    /// <summary>Returns the query parameters: all, or the required ones.</summary>
    public IEnumerable<(string Name, string Value)> Query(DocumentedOperation operation, bool all) =>
        operation.Parameters.Where(parameter => parameter.In == ParameterLocation.Query && (all || parameter.Required))
            .Select(parameter => (parameter.Name!, Adapt(operation, Text(parameter.Example!))));

    /// <summary>Returns the document's example of the body, adapted to the existing resources.</summary>
    public string Body(DocumentedOperation operation) => Adapt(operation, Example(operation).ToJsonString());

    /// <summary>Returns the document's example of the body with every other documented field, adapted to the existing resources.</summary>
    public string BodyWithAllFields(DocumentedOperation operation, params IReadOnlyCollection<string> except)
    {
        var body = Example(operation).DeepClone().AsObject();

        foreach (var (name, property) in Document.Operation.All.First(known => known.Id == operation.Id).Body!.Properties)
        {
            if (!except.Contains(name))
            {
                body.TryAdd(name, property.CreateExample());
            }
        }

        return Adapt(operation, body.ToJsonString());
    }

    public static JsonNode Example(DocumentedOperation operation) => operation.Body!.Example!;

    public async ValueTask DisposeAsync()
    {
        _recorder.Dispose();
        await _api.DisposeAsync();
    }

    private static string Text(JsonNode example) =>
        example is JsonArray items ? string.Join(',', items.Select(item => item!.ToString())) : example.ToString();

    private string Code(DocumentedOperation operation, int segment) => (operation.Segments[segment], operation.Path) switch
    {
        ("{code}", _) when operation.Id.StartsWith("Delivery", StringComparison.Ordinal) => Known("delivery_domain"),
        ("{code}" or "{email_code}", _) => Known("email_account_code"),
        ("{id}", _) when operation.Id.StartsWith("EmailLogs_", StringComparison.Ordinal) => $"{Known("email_account_code")}-3",
        ("{id}", _) => Known("delivery_account"),
        var (parameter, _) => Known(parameter.Trim('{', '}')),
    };

    private string Known(string parameter) => _codes.GetValueOrDefault(parameter, "unknown");

    /// <summary>Replaces the names and codes of the document's examples with those of the existing resources.</summary>
    private string Adapt(DocumentedOperation operation, string example)
    {
        var text = example
            .Replace("D123456789", Known("domain_code"), StringComparison.Ordinal)
            .Replace("D123456790", Known("second_domain"), StringComparison.Ordinal)
            .Replace("EA12345678", Known("email_account_code"), StringComparison.Ordinal)
            .Replace("DD66042061", Known("delivery_domain"), StringComparison.Ordinal)
            .Replace("1042", Known("delivery_account"), StringComparison.Ordinal)
            .Replace("hostmaster@example.com", $"hostmaster@{DomainName}", StringComparison.Ordinal)
            .Replace("hostmaster@example.net", $"hostmaster@{AliasName}", StringComparison.Ordinal);

        return operation.Id switch
        {
            "Signatures_Update" => text.Replace("mario.rossi@example.com", Known("identity"), StringComparison.Ordinal),
            "SuppressionLists_GetDetails" or "SuppressionLists_Update" or "SuppressionLists_Delete" =>
                text.Replace("giulia.verdi@example.org", Suppressed, StringComparison.Ordinal),
            "Domains_VerifyOwnershipEmailCode" => text.Replace("483920", _api.Emulator.Mails[^1].VerificationCode, StringComparison.Ordinal),
            _ => text,
        };
    }

    private async Task PopulateAsync()
    {
        const string password = Password;
        using var client = new QboxmailClient(
            new QboxmailClientOptions { ApiToken = Emulator.Token, BaseAddress = Emulator.Address }, _recorder);

        var domain = _codes["domain_code"] =
            (await client.Domains.CreateAsync(new CreateDomainRequest(DomainName, password)
            {
                MaxEmailQuota = 107374182400,
                Plan = DomainPlan.Enterprise,
            })).ResourceCode;
        await client.Domains.VerifyDnsOwnershipAsync(domain);
        await client.Domains.SendOwnershipEmailAsync(domain, new SendOwnershipEmailRequest($"admin@{DomainName}"));
        var second = _codes["second_domain"] =
            (await client.Domains.CreateAsync(new CreateDomainRequest("second.test", password))).ResourceCode;
        await client.Domains.VerifyDnsOwnershipAsync(second);
        _codes["alias_domain_code"] = (await client.DomainAliases.CreateAsync(domain, new CreateDomainAliasRequest(AliasName))).ResourceCode;

        var mailbox = _codes["email_account_code"] =
            (await client.EmailAccounts.CreateAsync(domain, new CreateEmailAccountRequest("mailbox", password, "Mario"))).ResourceCode;
        _codes["alias_email_account_code"] =
            (await client.EmailAliases.CreateAsync(domain, new CreateEmailAliasRequest("sales", [$"mailbox@{DomainName}"]))).ResourceCode;
        _codes["identity"] = (await client.Signatures.CreateAsync(mailbox, new CreateSignatureRequest("<p>Regards</p>"))).ResourceCode;
        _codes["addressbook_id"] = (await client.AddressBooks.CreateAsync(mailbox, new CreateAddressBookRequest("Friends"))).ResourceCode;
        _codes["uid"] = (await client.Contacts.CreateAsync(mailbox, _codes["addressbook_id"], new CreateContactRequest
        {
            GivenName = "Giulia",
            Emails = [new ContactEmailInput { Value = "giulia@example.org" }],
        })).ResourceCode;
        await client.Vault.ActivateDomainAsync(domain, new ActivateVaultDomainRequest([mailbox], 36));

        _codes["import_code"] = (await client.Imports.CreateAsync(
            new CreateImportRequest(ImportType.Domains, "domains.csv", $"import.test;{password}"))).ResourceCode;
        var csv = $"mailbox@{DomainName};imap.example.net;mailbox;{password}";
        _codes["migration_code"] =
            (await client.Migrations.CreateAsync(new CreateMigrationRequest("mailboxes.csv", csv, "standard") { ExecuteNow = true })).ResourceCode;
        _codes["manager_code"] =
            (await client.Managers.CreateAsync(new CreateManagerRequest("manager@example.com", "Ada", "Neri", password))).ResourceCode;
        _codes["team_member_code"] =
            (await client.TeamMembers.CreateAsync(new CreateTeamMemberRequest("member@example.com", "Ugo", "Blu", password))).ResourceCode;
        _codes["report_code"] = (await client.Reports.CreateAsync(new CreateReportRequest("email_accounts"))).ResourceCode;

        _codes["delivery_domain"] = (await client.Delivery.Domains.CreateAsync(new CreateDeliveryDomainRequest("delivery.test"))).Code;
        var account = (await client.Delivery.Accounts.CreateAsync(new CreateDeliveryAccountRequest("Shop", DeliveryAccountType.Transactional))).Id;
        _codes["delivery_account"] = $"{account}";
        await client.Delivery.Accounts.UpdateAsync(account, new UpdateDeliveryAccountRequest { DomainCodes = [_codes["delivery_domain"]] });
        _codes["token_id"] = $"{(await client.Delivery.ApiTokens.CreateAsync(account, new CreateDeliveryApiTokenRequest("Server"))).Id}";
        await client.Delivery.SuppressionLists.CreateAsync(new CreateSuppressionEntryRequest(Suppressed, SuppressionReason.Bounce));
    }
}
