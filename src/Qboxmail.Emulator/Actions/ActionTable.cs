using System.Text.Json.Nodes;
using Qboxmail.Emulator.Faults;
using Qboxmail.Emulator.Seeding;

namespace Qboxmail.Emulator.Actions;

/// <summary>
/// The actions that clients can invoke over HTTP. Each corresponds to the member of <see cref="QboxmailEmulator"/> with the same name.
/// </summary>
internal static class ActionTable
{
    private const string Text = """{"type": "string", "minLength": 1}""";
    private const string Number = """{"type": "integer", "format": "int32"}""";
    private const string Size = """{"type": "integer", "minimum": 0}""";
    private const string Seconds = """{"type": "number"}""";

    // Larger values are clamped to this one, which TimeSpan can represent and Clock.Advance rejects with a clear message.
    private const double MaxSeconds = 9e11;

    public static IReadOnlyList<EmulatorAction> All { get; } =
    [
        Do("Reset", (actions, _) => actions.Instance.Reset()),
        Do("LoadSeed", (actions, body) => actions.Instance.LoadSeed(body["seed"]!.ToJsonString()), ("seed", """{"type": "object"}""")),
        Get("SaveSeed", (actions, _) => JsonNode.Parse(actions.SaveSeed())),
        Do("ProveDomain", (actions, body) => actions.ProveDomain(String(body, "name")), ("name", Text)),
        Do("FinishImport", (actions, body) => actions.FinishImport(String(body, "code")), ("code", Text)),
        Do("FinishMigration", (actions, body) => actions.FinishMigration(String(body, "code")), ("code", Text)),
        Do(
            "FillMailbox", (actions, body) => actions.FillMailbox(String(body, "address"), body["used_bytes"]!.GetValue<long>()),
            ("address", Text), ("usedBytes", Size)),
        Do(
            "PublishDnsRecord", (actions, body) => actions.PublishDnsRecord(String(body, "name"), String(body, "value")),
            ("name", Text), ("value", Text)),
        Do("PublishFile", (actions, body) => actions.PublishFile(String(body, "host"), String(body, "path")), ("host", Text), ("path", Text)),
        Read("Mails", actions => ActionJson.Mails(actions.Instance.State)),
        Read("Tokens", actions => ActionJson.Tokens(actions.Instance.State)),
        new("AddToken", (actions, body) => ActionJson.Nothing(() => actions.AddToken(actions.Instance.State.WithLock(state =>
            SeedTokens.Read(state, new SeedElement(body, ""))))))
        {
            Parameters = [("token", "{}")],
            TakesFields = true,
        },
        Get("RemoveToken", (actions, body) => actions.RemoveToken(String(body, "value")), ("value", Text)),
        Read("Webhooks", actions => ActionJson.Webhooks(actions.Instance.State)),
        Do("ResendWebhook", (actions, body) => actions.ResendWebhook(body["number"]!.GetValue<int>()), ("number", Number)),
        Read("Faults", actions => ActionJson.Faults(actions.Instance.Faults)),
        new("Faults.Add", (actions, body) => actions.Instance.Faults.Add(FaultJson.Read(body)))
        {
            Parameters = [("fault", "{}")],
            TakesFields = true,
        },
        Get("Faults.Remove", (actions, body) => actions.Instance.Faults.Remove(body["number"]!.GetValue<int>()), ("number", Number)),
        Do("Faults.Clear", (actions, _) => actions.Instance.Faults.Clear()),
        Do("Requests.Clear", (actions, _) => actions.Instance.Requests.Clear()),
        Read("Clock", actions => ActionJson.Clock(actions.Instance.Clock)),
        Do("Clock.Pause", (actions, _) => actions.Instance.Clock.Pause()),
        Do("Clock.Resume", (actions, _) => actions.Instance.Clock.Resume()),
        Do("Clock.Advance", (actions, body) => actions.Instance.Clock.Advance(Time(body, "by")), ("by", Seconds)),
        Get("Clock.AdvanceToNextEvent", (actions, _) => actions.Instance.Clock.AdvanceToNextEvent()),
    ];

    private static EmulatorAction Do(string name, Action<EmulatorActions, JsonObject> run, params (string, string)[] parameters) =>
        Get(name, (actions, body) => ActionJson.Nothing(() => run(actions, body)), parameters);

    private static EmulatorAction Get(string name, Func<EmulatorActions, JsonObject, JsonNode?> run, params (string, string)[] parameters) =>
        new(name, run) { Parameters = parameters };

    private static EmulatorAction Read(string name, Func<EmulatorActions, JsonNode?> read) =>
        new(name, (actions, _) => read(actions)) { IsRead = true };

    private static string String(JsonObject body, string name) => body[name]!.GetValue<string>();

    private static TimeSpan Time(JsonObject body, string name) =>
        TimeSpan.FromSeconds(Math.Clamp(body[name]!.GetValue<double>(), -1, MaxSeconds));
}
