using System.Globalization;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

/// <summary>
/// Creates sample messages for Delivery accounts. Each account has the same few messages on each day since its creation, for at most 30 days.
/// </summary>
internal static class DeliveryHistory
{
    // The emulator assumes that the service keeps these logs for 30 days, like the logs of mailboxes.
    private const int Days = 30;

    private static readonly (string Collection, string? Status, string? Error, string Protocol, string Subject)[] OfADay =
    [
        ("worked", "delivered", null, "api", "Your order 1001"),
        ("worked", "delivered", null, "smtp", "Your invoice 1001"),
        ("worked", "suppressed", null, "api", "Your order 1002"),
        ("worked", "bounce", null, "smtp", "Your invoice 1002"),
        ("queued", null, null, "api", "Your order 1003"),
        ("errors", null, "auth", "smtp", "Your invoice 1003"),
        ("errors", null, "limits", "api", "Your order 1004"),
        ("errors", null, "generic", "api", "Your order 1005"),
    ];

    /// <summary>Gets the log records of an account, oldest first. Their fields have the names of the API filters.</summary>
    public static IEnumerable<JsonObject> Of(EmulatorState state, Entity account)
    {
        var domain = DeliveryLinks.DomainsOf(state, account).FirstOrDefault();
        var name = domain?.Name ?? "example.com";

        for (var time = account.Time("created_at")!.Value; time <= state.Schedule.Now; time = time.AddDays(1))
        {
            if (time.AddDays(Days) < state.Schedule.Now)
            {
                continue;
            }

            for (var number = 0; number < OfADay.Length; number++)
            {
                var (collection, status, error, protocol, subject) = OfADay[number];

                yield return new JsonObject
                {
                    ["message_id"] = string.Create(CultureInfo.InvariantCulture, $"{account.Code}-{time:yyyyMMdd}-{number + 1}"),
                    ["date"] = EmulatorState.Format(time),
                    ["account"] = account.Code,
                    ["username"] = account.Text("username"),
                    ["domain"] = name,
                    ["domain_code"] = domain?.Code,
                    ["from"] = $"info@{name}",
                    ["to"] = "giulia.verdi@example.org",
                    ["subject"] = subject,
                    ["auth_protocol"] = protocol,
                    ["collection"] = collection,
                    ["status"] = status,
                    ["error_category"] = error,
                };
            }
        }
    }

    public static int Count(IEnumerable<JsonObject> messages, string field, string value) =>
        messages.Count(message => message[field]?.GetValue<string>() == value);
}
