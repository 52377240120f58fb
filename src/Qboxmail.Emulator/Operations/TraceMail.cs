using System.Globalization;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

internal static class TraceMail
{
    public static void Register(OperationHandlers handlers)
    {
        handlers.Add("TraceMail_ListMailouts", context => context.Page(
            Messages(context)
                .Where(message => Is(message, "collection", context.Query("collection") ?? "worked") && Is(message, "status", context.Query("status"))
                    && Is(message, "error_category", context.Query("error_category")))
                .Select(message => new Entity(message["message_id"]!.GetValue<string>(), new JsonObject { ["data"] = message })),
            Done));
        handlers.Add("TraceMail_GetCounters", context => context.Item(new Entity("", Counters([.. Messages(context)]))));
        handlers.Add("TraceMail_ListDailyStatistics", context => context.Page(
            Messages(context).GroupBy(Day).Select(day => Statistics(day.Key, [.. day])), Done));
        handlers.Add("TraceMail_ListAccounts", context => context.Page(context.State.DeliveryAccounts.Rows.Where(context.IsVisible)));
        handlers.Add("TraceMail_ListDomains", context => context.Page(context.State.DeliveryDomains.Rows.Where(context.IsVisible)));
    }

    // Messages(context) already applies this filter.
    private static (string, Func<Entity, string, bool>) Done => ("customer_code", (_, _) => true);

    public static string Day(JsonObject message) => message["date"]!.GetValue<string>()[..10];

    public static JsonObject Counters(IReadOnlyList<JsonObject> messages) => new()
    {
        ["all"] = messages.Count,
        ["delivered"] = DeliveryHistory.Count(messages, "status", "delivered"),
        ["suppressed"] = DeliveryHistory.Count(messages, "status", "suppressed"),
        ["bounce"] = DeliveryHistory.Count(messages, "status", "bounce"),
        ["queued"] = DeliveryHistory.Count(messages, "collection", "queued"),
        ["errors"] = DeliveryHistory.Count(messages, "collection", "errors"),
        ["authErrors"] = DeliveryHistory.Count(messages, "error_category", "auth"),
        ["limitsErrors"] = DeliveryHistory.Count(messages, "error_category", "limits"),
        ["genericErrors"] = DeliveryHistory.Count(messages, "error_category", "generic"),
    };

    /// <summary>
    /// Gets the messages that match the common filters. Sender and recipient must match exactly; the subject must only contain the filter text.
    /// </summary>
    private static IEnumerable<JsonObject> Messages(OperationContext context)
    {
        var start = Date(context, "start_date", isEnd: false);
        var end = Date(context, "end_date", isEnd: true);

        return context.State.DeliveryAccounts.Rows
            .Where(account => context.IsVisible(account)
                && (context.Query("customer_code") is not { } customer || account.Text("customer_code") == customer))
            .SelectMany(account => DeliveryHistory.Of(context.State, account))
            .Where(message =>
                (Is(message, "account", context.Query("account")) || Is(message, "username", context.Query("account")))
                && (Is(message, "domain", context.Query("domain")) || Is(message, "domain_code", context.Query("domain")))
                && Is(message, "from", context.Query("from"))
                && Is(message, "to", context.Query("to"))
                && Is(message, "auth_protocol", context.Query("auth_protocol"))
                && message["subject"]!.GetValue<string>().Contains(context.Query("subject") ?? "", StringComparison.OrdinalIgnoreCase)
                && DateTimeOffset.Parse(message["date"]!.GetValue<string>(), CultureInfo.InvariantCulture) is var date
                && (start is null || date >= start)
                && (end is null || date < end));
    }

    private static bool Is(JsonObject message, string field, string? wanted) =>
        wanted is null || string.Equals(message[field]?.GetValue<string>(), wanted, StringComparison.OrdinalIgnoreCase);

    /// <summary>Parses a date, or a date and time. A date that ends a range includes the whole day.</summary>
    private static DateTimeOffset? Date(OperationContext context, string parameter, bool isEnd) =>
        context.Query(parameter) is not { } text ? null
        : IsoTime.TryParse(text, out var date)
            ? isEnd && date.TimeOfDay == TimeSpan.Zero ? date.AddDays(1) : date
        : throw ApiErrorException.Invalid((parameter, "is not valid"));

    private static Entity Statistics(string day, IReadOnlyList<JsonObject> messages)
    {
        var fields = Counters(messages);
        fields["date"] = day;
        return new Entity(day, fields);
    }
}
