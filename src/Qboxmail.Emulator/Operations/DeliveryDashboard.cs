using System.Globalization;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

internal static class DeliveryDashboard
{
    private const int Months = 5;
    private const int MostAccounts = 5;

    // The control panel guide calls a rate above this percentage critical.
    private const double Critical = 1;

    private static readonly string[] Rates = ["bounce_rate", "suppressed_rate"];

    public static void Register(OperationHandlers handlers) => handlers.Add("DeliveryDashboard_Get", Get);

    private static EmulatorResponse Get(OperationContext context)
    {
        var accounts = context.State.DeliveryAccounts.Rows.Where(context.IsVisible)
            .ToDictionary(account => account, account => DeliveryHistory.Of(context.State, account).ToList());
        var now = context.State.Schedule.Now;
        var ofMonths = accounts.Values.SelectMany(messages => messages).ToLookup(message => TraceMail.Day(message)[..7]);
        var month = ofMonths[Month(now)].ToList();
        var figures = Figures(month);

        figures["bounce_rate"] = Rate(figures, "bounced");
        figures["suppressed_rate"] = Rate(figures, "suppressed");
        figures["months"] = new JsonArray(
        [
            .. Enumerable.Range(1, Months).Select(back => Month(now.AddMonths(-back)))
                .Select(name => With(Figures([.. ofMonths[name]]), "month", name)),
        ]);
        figures["days"] = new JsonArray([.. month.GroupBy(TraceMail.Day).Select(day => With(Figures([.. day]), "date", day.Key))]);
        figures["accounts"] = new JsonArray(
        [
            .. accounts.OrderByDescending(account => account.Value.Count).Take(MostAccounts).Select(account => new JsonObject
            {
                ["id"] = account.Key.Number("id"),
                ["messages_sent"] = Figures(account.Value)["sent"]!.DeepClone(),
                ["num_messages"] = account.Key.Number("num_messages"),
            }),
        ]);
        figures["alerts"] = new JsonArray(
        [
            .. Rates.Where(rate => figures[rate]!.GetValue<double>() > Critical).Select(rate => $"{rate} is critical"),
        ]);

        return context.Item(new Entity("", figures));
    }

    // The emulator assumes that suppressed messages do not count as sent.
    private static JsonObject Figures(IReadOnlyList<JsonObject> messages) => new()
    {
        ["sent"] = DeliveryHistory.Count(messages, "collection", "worked") - DeliveryHistory.Count(messages, "status", "suppressed"),
        ["delivered"] = DeliveryHistory.Count(messages, "status", "delivered"),
        ["bounced"] = DeliveryHistory.Count(messages, "status", "bounce"),
        ["suppressed"] = DeliveryHistory.Count(messages, "status", "suppressed"),
    };

    private static JsonObject With(JsonObject figures, string name, string value)
    {
        figures[name] = value;
        return figures;
    }

    private static double Rate(JsonObject figures, string field) =>
        figures["sent"]!.GetValue<int>() is > 0 and var sent ? Math.Round(100.0 * figures[field]!.GetValue<int>() / sent, 2) : 0;

    private static string Month(DateTimeOffset time) => time.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
