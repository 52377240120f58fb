using System.Text.Json;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Domain;
using Qboxmail.Emulator.Faults;
using Qboxmail.Emulator.RequestLog;

namespace Qboxmail.Emulator.Actions;

/// <summary>Creates the JSON responses of the endpoints under <c>/_emulator/</c>.</summary>
internal static class ActionJson
{
    public static JsonNode? Nothing(Action action)
    {
        action();
        return null;
    }

    public static JsonObject Mails(EmulatorState state) => state.WithLock(locked => List("mails", locked.Mails.Select(mail => new JsonObject
    {
        ["to"] = mail.To,
        ["verification_code"] = mail.VerificationCode,
    })));

    /// <summary>Lists the tokens. Only the first characters of their values are included, because the endpoint requires no token.</summary>
    public static JsonObject Tokens(EmulatorState state) => state.WithLock(locked => List("tokens", locked.Tokens.Select(token => new JsonObject
    {
        ["value"] = SecretMask.Token(token.Value),
        ["role"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(token.Role.ToString()),
        ["customer_code"] = token.CustomerCode,
        ["manager_code"] = token.ManagerCode,
        ["team_member_code"] = token.TeamMemberCode,
        ["has_billing_profile"] = token.HasBillingProfile,
        ["denied_operations"] = new JsonArray([.. token.DeniedOperations]),
    })));

    public static JsonObject Webhooks(EmulatorState state) =>
        // Acquiring the lock also runs due background work, which can post webhooks.
        List("webhooks", state.WithLock(locked => locked.Webhooks.Posted).Select(webhook => new JsonObject
        {
            ["number"] = webhook.Number,
            ["url"] = webhook.Url,
            ["body"] = JsonNode.Parse(webhook.Body),
            ["status"] = webhook.Status,
            ["failure"] = webhook.Failure,
        }));

    public static JsonObject Faults(EmulatorFaults faults) => List("faults", faults.Entries.Select(entry =>
    {
        var json = FaultJson.Write(entry.Fault).AsObject();
        json.Insert(0, "number", entry.Number);
        json["left"] = entry.Left;
        return json;
    }));

    public static JsonObject Clock(EmulatorClock clock) => new()
    {
        ["now"] = clock.Now.ToString("O"),
        ["is_paused"] = clock.IsPaused,
        ["next_event"] = clock.NextEvent?.ToString("O"),
    };

    private static JsonObject List(string name, IEnumerable<JsonObject> items) => new() { [name] = new JsonArray([.. items]) };
}
