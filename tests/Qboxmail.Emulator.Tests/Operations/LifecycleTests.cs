using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Qboxmail.Emulator.Document;

namespace Qboxmail.Emulator.Tests;

/// <summary>The emulator takes its resources through the states that the document's tables of waits (<c>x-qboxmail-wait</c>) name.</summary>
public class LifecycleTests
{
    // Begins the life of a resource, and returns the path that shows it and its code.
    private delegate Task<(string Path, string Code)> Beginning(EmulatorHarness api);

    private static readonly Dictionary<string, Beginning> Beginnings = new(StringComparer.Ordinal)
    {
        ["Domains_Get"] = async api =>
        {
            var code = await api.CreateActiveDomainAsync();
            return ($"/api/domains/{code}", code);
        },
        ["DomainAliases_Get"] = async api =>
        {
            var domain = await CreateDomainAsync(api);
            var code = (await api.Client.DomainAliases.CreateAsync(domain, new CreateDomainAliasRequest("example.net"))).ResourceCode;
            await api.Client.DomainAliases.VerifyDnsOwnershipAsync(domain, code);
            return (ApiRoute.Path("DomainAliases_Get", domain, code), code);
        },
        ["EmailAccounts_Get"] = async api =>
        {
            var domain = await CreateDomainAsync(api);
            var code = (await api.CreateMailboxAsync(domain)).ResourceCode;
            return ($"/api/domains/{domain}/email_accounts/{code}", code);
        },
        ["EmailAliases_Get"] = async api =>
        {
            var domain = await CreateDomainAsync(api);
            var code = (await api.Client.EmailAliases.CreateAsync(domain, new CreateEmailAliasRequest("info", ["mario@example.org"]))).ResourceCode;
            return (ApiRoute.Path("EmailAliases_Get", domain, code), code);
        },
        ["Imports_List"] = api => ImportAsync(api, $"example.net;{Password}"),
        ["Migrations_Get"] = api => MigrateAsync(api, "imap.example.org"),
        ["Vault_ActivateDomain"] = ActivateVaultAsync,
        ["DeliveryDomains_List"] = api => VerifyDeliveryDomainAsync(api),
    };

    private static readonly Dictionary<string, Beginning> FailingBeginnings = new(StringComparer.Ordinal)
    {
        ["Imports_List"] = api => ImportAsync(api, "no name;weak"),
        ["Migrations_Get"] = api => MigrateAsync(api, "error.example.org"),
        ["Vault_ActivateDomain"] = ActivateVaultAsync,
        ["DeliveryDomains_List"] = api => VerifyDeliveryDomainAsync(api),
    };

    private static IEnumerable<(Operation Operation, string Wait, JsonNode States)> Waits =>
        from operation in Operation.All
        let documented = ApiDocument.Value.Paths[operation.Path].Operations![new HttpMethod(operation.Method)]
        let table = documented.Extension("x-qboxmail-wait")?["states"]
        where table is not null
        from wait in table.AsObject()
        select (operation, wait.Key, wait.Value!);

    private static IEnumerable<TestCaseData> All => Waits.Select(wait => Case(wait.Operation.Id, wait.Wait, wait.States));

    private static IEnumerable<TestCaseData> Failing =>
        Waits.Where(wait => wait.States["failed"] is not null).Select(wait => Case(wait.Operation.Id, wait.Wait, wait.States));

    [TestCaseSource(nameof(All))]
    public async Task A_resource_is_pending_until_it_is_ready_and_then_stays_ready(string operation, JsonNode states)
    {
        var time = EmulatorHarness.CreateClock();
        await using var api = await EmulatorHarness.StartAsync(time);
        var verdicts = await LiveAsync(api, time, Beginnings[operation], states);

        Assert.That(verdicts[0], Is.EqualTo("pending"));
        Assert.That(verdicts[^1], Is.EqualTo("ready"));
        Assert.That(verdicts.SkipWhile(verdict => verdict == "pending"), Is.All.EqualTo("ready"));
    }

    [TestCaseSource(nameof(Failing))]
    public async Task A_resource_that_fails_ends_in_a_failed_state(string operation, JsonNode states)
    {
        var time = EmulatorHarness.CreateClock();
        await using var api = await EmulatorHarness.StartAsync(time, options =>
        {
            options.Outcomes.VaultSucceeds = false;
            options.Outcomes.DeliveryDomainsAreApproved = false;
        });

        var verdicts = await LiveAsync(api, time, FailingBeginnings[operation], states);

        Assert.That((verdicts[0], verdicts[^1]), Is.EqualTo(("pending", "failed")));
    }

    private static TestCaseData Case(string operation, string wait, JsonNode states) =>
        new TestCaseData(operation, states).SetArgDisplayNames(operation, wait);

    private static async Task<List<string>> LiveAsync(
        EmulatorHarness api, FakeTimeProvider time, Beginning begin, JsonNode states)
    {
        api.Http.DefaultRequestHeaders.Remove("X-Api-Token");
        api.Http.DefaultRequestHeaders.Add("X-Api-Token", api.Emulator.Token);
        var (path, code) = await begin(api);
        var verdicts = new List<string>();

        for (var minute = 0; minute < 10; minute++)
        {
            var resources = JsonNode.Parse(await api.Http.GetStringAsync(path))!["resources"]!.AsArray();
            verdicts.Add(Evaluate(resources.Single(resource => resource!["code"]!.ToString() == code)!, states));
            time.Advance(TimeSpan.FromMinutes(1));
        }

        return verdicts;
    }

    private static string Evaluate(JsonNode resource, JsonNode states) =>
        Fits(resource, states["failed"]) ? "failed" : Fits(resource, states["ready"]) ? "ready" : "pending";

    // One of the conditions holds, and each field of it has one of its values.
    private static bool Fits(JsonNode resource, JsonNode? conditions) => (conditions?.AsArray() ?? []).Any(condition =>
        condition!.AsObject().All(field => field.Value!.AsArray().Any(value => value?.ToString() == resource[field.Key]?.ToString())));

    private static async Task<string> CreateDomainAsync(EmulatorHarness api)
    {
        var time = (FakeTimeProvider)api.Emulator.State.Options.TimeProvider;
        var code = await api.CreateActiveDomainAsync($"d{api.Emulator.Requests.Total}.example");
        time.Advance(TimeSpan.FromMinutes(2));
        return code;
    }

    private static async Task<(string Path, string Code)> ImportAsync(EmulatorHarness api, string csv) =>
        ("/api/imports", (await api.Client.Imports.CreateAsync(new CreateImportRequest(ImportType.Domains, "domains.csv", csv))).ResourceCode);

    private static async Task<(string Path, string Code)> MigrateAsync(EmulatorHarness api, string server)
    {
        var domain = await CreateDomainAsync(api);
        await api.CreateMailboxAsync(domain);
        var address = (await api.Client.EmailAccounts.ListPageAsync(domain)).Items[0].EmailAddress;
        var request = new CreateMigrationRequest("rows.csv", $"{address};{server};mario;secret", "standard") { ExecuteNow = true };
        var code = (await api.Client.Migrations.CreateAsync(request)).ResourceCode;
        return ($"/api/migrations/{code}", code);
    }

    private static async Task<(string Path, string Code)> ActivateVaultAsync(EmulatorHarness api)
    {
        var code = await CreateDomainAsync(api);
        var mailbox = (await api.CreateMailboxAsync(code)).ResourceCode;
        await api.Client.Vault.ActivateDomainAsync(code, new ActivateVaultDomainRequest([mailbox], 36));
        return ($"/api/domains/{code}", code);
    }

    private static async Task<(string Path, string Code)> VerifyDeliveryDomainAsync(EmulatorHarness api)
    {
        var code = (await api.Client.Delivery.Domains.CreateAsync(
            new CreateDeliveryDomainRequest($"d{api.Emulator.Requests.Total}.example"))).Code;
        await api.Client.Delivery.Domains.VerifyDnsAsync(code!);
        return ("/api/delivery/domains", code!);
    }
}
