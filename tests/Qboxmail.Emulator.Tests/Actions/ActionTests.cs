using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Actions;

namespace Qboxmail.Emulator.Tests;

/// <summary>Each action exists in C# and over HTTP under one name, and does the same.</summary>
[Parallelizable]
public class ActionTests
{
    private const string Seed = """
        {
            "domains": [
                { "name": "example.com", "email_accounts": [{ "name": "mario", "firstname": "Mario" }] },
                { "name": "new.example", "proven": false }
            ],
            "delivery_domains": [{ "name": "shop.example" }]
        }
        """;

    private static IEnumerable<EmulatorAction> Actions => ActionTable.All;

    private static IEnumerable<string> Calls => Actions.Where(action => !action.IsRead).Select(action => action.Name);

    private static IEnumerable<string> Reads => Actions.Where(action => action.IsRead).Select(action => action.Name);

    [Test]
    public void Every_action_of_CSharp_is_in_the_table()
    {
        // Starting, stopping and looking are no actions; Find is GET /_emulator/requests, and waiting needs the task of a caller.
        string[] others = ["StartAsync", "DisposeAsync", "WaitForWebhooksAsync", "Requests.Find", "Requests.Count", "Clock.RunAsync"];
        var methods = Methods(typeof(QboxmailEmulator), "")
            .Concat(Methods(typeof(EmulatorFaults), "Faults."))
            .Concat(Methods(typeof(EmulatorRequests), "Requests."))
            .Concat(Methods(typeof(EmulatorClock), "Clock."));

        Assert.That(methods.Distinct().Except(others), Is.EquivalentTo(Calls));
    }

    [TestCaseSource(nameof(Calls))]
    public void An_action_has_the_same_parameters_in_both(string name)
    {
        var (_, method) = Find(null, name);

        Assert.That(
            method.GetParameters().Select(parameter => parameter.Name), Is.EqualTo(Action(name).Parameters.Select(parameter => parameter.Name)));
    }

    [TestCaseSource(nameof(Reads))]
    public void A_list_has_the_same_name_in_both(string name) => Assert.That(typeof(QboxmailEmulator).GetProperty(name), Is.Not.Null);

    [TestCaseSource(nameof(Calls))]
    public async Task An_action_does_the_same_in_both(string name)
    {
        await using var first = await CreateAsync(isPaused: name == "Clock.Resume");
        await using var second = await CreateAsync(isPaused: name == "Clock.Resume");
        var before = await SnapshotAsync(first);

        var overCSharp = Call(first.Emulator, name, Example(name));
        var overHttp = await PostAsync(second, name, Example(name));

        Assert.That(overHttp.Status, Is.EqualTo(overCSharp is null ? HttpStatusCode.NoContent : HttpStatusCode.OK), overHttp.Body);
        Assert.That(await SnapshotAsync(second), Is.EqualTo(await SnapshotAsync(first)));

        if (overCSharp is not null)
        {
            Assert.That(Result(overHttp.Body), Is.EqualTo($"{overCSharp}"));
        }

        if (name is not ("SaveSeed" or "ResendWebhook"))
        {
            Assert.That(await SnapshotAsync(first), Is.Not.EqualTo(before), "The example must have an effect.");
        }
    }

    [TestCase("ProveDomain", """{"name":"no.example"}""", "There is no domain, domain alias or Delivery domain 'no.example'. Create it first.")]
    [TestCase("FinishImport", """{"code":"I1"}""", "There is no import with the code 'I1'. Create it first.")]
    [TestCase("FinishMigration", """{"code":"MG1"}""", "There is no migration with the code 'MG1'. Create it first.")]
    [TestCase("ResendWebhook", """{"number":7}""", "There is no webhook with the number 7. Use the number of a posted webhook.")]
    [TestCase("FillMailbox", """{"address":"no@example.com","used_bytes":1}""", "There is no mailbox 'no@example.com'. Create it first.")]
    [TestCase("LoadSeed", """{"seed":{"domains":[{"name":"a"}]}}""", "The seed data is invalid: domains[0].name is not valid.")]
    [TestCase("Clock.Advance", """{"by":-5}""", "The clock cannot move back or beyond the year 9998. Specify a time span within these limits.")]
    [TestCase("Clock.Advance", """{"by":1e300}""", null)]
    public async Task A_mistake_is_reported_in_both(string name, string body, string? message)
    {
        await using var api = await CreateAsync();
        var before = await SnapshotAsync(api);
        var arguments = JsonNode.Parse(body)!.AsObject();

        var overHttp = await PostAsync(api, name, arguments);
        var error = message is null ? null : Assert.Catch(() => Call(api.Emulator, name, arguments));

        Assert.That(overHttp.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity), overHttp.Body);
        Assert.That(await SnapshotAsync(api), Is.EqualTo(before));

        if (message is not null)
        {
            Assert.That(JsonNode.Parse(overHttp.Body)!["message"]!.ToString(), Is.EqualTo(message));
            Assert.That((error!.InnerException ?? error).Message, Does.StartWith(message));
        }
    }

    [TestCase("ProveDomain", "{}", "name is required")]
    [TestCase("ProveDomain", """{"name":5}""", "name must be a string")]
    [TestCase("ProveDomain", """{"domain":"example.com","name":"x"}""", "domain is unknown")]
    [TestCase("FillMailbox", """{"address":"mario@example.com","used_bytes":-1}""", "used_bytes is not included in the list")]
    [TestCase("Reset", """{"all":true}""", "all is unknown")]
    public async Task Invalid_action_parameters_are_rejected(string name, string body, string error)
    {
        await using var api = await CreateAsync();

        var (status, text) = await PostAsync(api, name, JsonNode.Parse(body)!.AsObject());

        var first = JsonNode.Parse(text)!["errors"]![0]!;
        Assert.That((status, $"{first["field"]} {first["description"]}"), Is.EqualTo((HttpStatusCode.UnprocessableEntity, error)));
    }

    [Test]
    public async Task A_token_that_exists_is_rejected_without_being_quoted()
    {
        await using var api = await EmulatorHarness.StartAsync();
        api.Emulator.AddToken(new EmulatorToken("spare-token"));

        var exception = Assert.Throws<ArgumentException>(() => api.Emulator.AddToken(new EmulatorToken("spare-token")));

        Assert.That(exception!.Message, Does.StartWith("A token with this value already exists.").And.Not.Contain("spare-token"));
    }

    [Test]
    public async Task Mailed_codes_and_tokens_are_listed_over_HTTP()
    {
        await using var api = await CreateAsync();

        Assert.That(await GetAsync(api, "Mails"), Does.Match("""{"mails":\[{"to":"admin@new.example","verification_code":"\d{6}"}\]}"""));
        Assert.That(await GetAsync(api, "Tokens"), Does.Contain("""{"value":"emul***","role":"customer","customer_code":"CUSTOMER1",""")
            .And.Not.Contain(api.Emulator.Token));
        Assert.That(api.Emulator.Tokens.Select(token => token.Value), Does.Contain(api.Emulator.Token));
    }

    private static async Task<EmulatorHarness> CreateAsync(bool isPaused = false)
    {
        var api = await EmulatorHarness.StartAsync(EmulatorHarness.CreateClock(), options => options.Seed = Seed);
        var domains = await api.Client.Domains.ListAsync().ToListAsync();
        var fresh = domains.Single(domain => domain.Name == "new.example").Code;
        await api.Client.Domains.SendOwnershipEmailAsync(fresh, new SendOwnershipEmailRequest("admin@new.example"));
        await api.Client.Imports.CreateAsync(new CreateImportRequest(ImportType.Domains, "domains.csv", $"import.test;{EmulatorHarness.Password}"));
        await api.Client.Migrations.CreateAsync(new CreateMigrationRequest(
            "m.csv", $"mario@example.com;imap.example.net;mario;{EmulatorHarness.Password}", "standard")
        {
            FirstExecutionDate = api.Emulator.Clock.Now.AddDays(2),
        });
        await api.Client.Users.UpdateNotificationsAsync(
            new UpdateNotificationsRequest { NotificationUrl = "http://localhost:1/", EmailOverquotaCallback = true });
        api.Emulator.FillMailbox("mario@example.com", long.MaxValue / 1000);
        await api.Emulator.WaitForWebhooksAsync();
        api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.ExtraField));
        api.Emulator.AddToken(new EmulatorToken("spare-token"));

        if (isPaused)
        {
            api.Emulator.Clock.Pause();
        }

        return api;
    }

    private static JsonObject Example(string name) => JsonNode.Parse(name switch
    {
        "LoadSeed" => """{"seed":{"domains":[{"name":"other.example"}]}}""",
        "ProveDomain" => """{"name":"new.example"}""",
        "FinishImport" => """{"code":"I110000008"}""",
        "FinishMigration" => """{"code":"MG10000009"}""",
        "FillMailbox" => """{"address":"mario@example.com","used_bytes":1}""",
        "PublishDnsRecord" => """{"name":"new.example","value":"192.0.2.1"}""",
        "PublishFile" => """{"host":"new.example","path":"/x.html"}""",
        "AddToken" => """{"value":"added-token","role":"administrator"}""",
        "RemoveToken" => """{"value":"spare-token"}""",
        "ResendWebhook" => """{"number":1}""",
        "Faults.Add" => """{"kind":"drop","operation":"Domains_List"}""",
        "Faults.Remove" => """{"number":1}""",
        "Clock.Advance" => """{"by":86400}""",
        _ => "{}",
    })!.AsObject();

    private static object? Call(QboxmailEmulator emulator, string name, JsonObject arguments)
    {
        var (target, method) = Find(emulator, name);
        return method.Invoke(target, [.. method.GetParameters().Select(parameter => Argument(parameter, arguments))]);
    }

    private static object? Argument(ParameterInfo parameter, JsonObject arguments)
    {
        var value = arguments[JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name!)];

        return parameter.ParameterType switch
        {
            var type when type == typeof(TimeSpan) => TimeSpan.FromSeconds(value!.GetValue<double>()),
            var type when type == typeof(EmulatorFault) => Faults.FaultJson.Read(arguments),
            var type when type == typeof(EmulatorToken) => new EmulatorToken(arguments["value"]!.ToString()) { Role = EmulatorRole.Administrator },
            var type when type == typeof(string) => value is JsonObject seed ? seed.ToJsonString() : value!.ToString(),
            var type => value.Deserialize(type),
        };
    }

    private static async Task<(HttpStatusCode Status, string Body)> PostAsync(EmulatorHarness api, string name, JsonObject body)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await api.Http.PostAsync(new Uri(Action(name).Path, UriKind.Relative), content);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static Task<string> GetAsync(EmulatorHarness api, string name) => api.Http.GetStringAsync(new Uri(Action(name).Path, UriKind.Relative));

    private static string Result(string body) => JsonNode.Parse(body) is JsonObject json && json["result"] is { } result
        ? result.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? $"{result.GetValue<bool>()}" : result.ToString()
        : JsonNode.Parse(body)!.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    /// <summary>Gets everything that an action can change.</summary>
    private static async Task<string> SnapshotAsync(EmulatorHarness api)
    {
        await api.Emulator.WaitForWebhooksAsync();
        var texts = new List<string> { StateSnapshot.Of(api.Emulator), api.Emulator.State.WithLock(state => state.Published) };

        foreach (var name in Reads)
        {
            texts.Add(await GetAsync(api, name));
        }

        return string.Join('\n', texts.Append($"{api.Emulator.Requests.Find().Count} requests"));
    }

    private static EmulatorAction Action(string name) => Actions.Single(action => action.Name == name);

    private static (object? Target, MethodInfo Method) Find(QboxmailEmulator? emulator, string name)
    {
        var parts = name.Split('.');
        var property = parts.Length == 1 ? null : typeof(QboxmailEmulator).GetProperty(parts[0])!;
        var type = property?.PropertyType ?? typeof(QboxmailEmulator);
        return (emulator is null ? null : property is null ? emulator : property.GetValue(emulator), type.GetMethod(parts[^1])!);
    }

    private static IEnumerable<string> Methods(Type type, string prefix) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName && method.GetBaseDefinition() == method)
            .Select(method => $"{prefix}{method.Name}");
}
