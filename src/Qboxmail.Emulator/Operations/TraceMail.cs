using System.Globalization;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Operations;

/// <summary>What became of the messages that Delivery accounts sent.</summary>
internal static class TraceMail
{
    public static void Register(OperationHandlers all)
    {
        all.Add("TraceMail_ListMailouts", call => call.Page(
            Messages(call)
                .Where(message => Is(message, "collection", call.Query("collection") ?? "worked") && Is(message, "status", call.Query("status"))
                    && Is(message, "error_category", call.Query("error_category")))
                .Select(message => new Entity(message["message_id"]!.GetValue<string>(), new JsonObject { ["data"] = message })),
            Done));
        all.Add("TraceMail_GetCounters", call => call.Item(new Entity("", Counters([.. Messages(call)]))));
        all.Add("TraceMail_ListDailyStatistics", call => call.Page(Messages(call).GroupBy(Day).Select(day => Statistics(day.Key, [.. day])), Done));
        all.Add("TraceMail_ListAccounts", call => call.Page(call.State.DeliveryAccounts.Rows.Where(call.IsVisible)));
        all.Add("TraceMail_ListDomains", call => call.Page(call.State.DeliveryDomains.Rows.Where(call.IsVisible)));
    }

    // The customer was chosen with the messages already.
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
    /// The messages that fit the filters which all operations have. Sender and recipient are compared whole, of the subject a part suffices.
    /// </summary>
    private static IEnumerable<JsonObject> Messages(OperationContext call)
    {
        var start = Date(call, "start_date", isEnd: false);
        var end = Date(call, "end_date", isEnd: true);

        return call.State.DeliveryAccounts.Rows
            .Where(
                account => call.IsVisible(account) && (call.Query("customer_code") is not { } customer || account.Text("customer_code") == customer))
            .SelectMany(account => DeliveryHistory.Of(call.State, account))
            .Where(message =>
                (Is(message, "account", call.Query("account")) || Is(message, "username", call.Query("account")))
                && (Is(message, "domain", call.Query("domain")) || Is(message, "domain_code", call.Query("domain")))
                && Is(message, "from", call.Query("from"))
                && Is(message, "to", call.Query("to"))
                && Is(message, "auth_protocol", call.Query("auth_protocol"))
                && message["subject"]!.GetValue<string>().Contains(call.Query("subject") ?? "", StringComparison.OrdinalIgnoreCase)
                && DateTimeOffset.Parse(message["date"]!.GetValue<string>(), CultureInfo.InvariantCulture) is var date
                && (start is null || date >= start)
                && (end is null || date < end));
    }

    private static bool Is(JsonObject message, string field, string? wanted) =>
        wanted is null || string.Equals(message[field]?.GetValue<string>(), wanted, StringComparison.OrdinalIgnoreCase);

    /// <summary>A day or a time; a day as an end includes itself.</summary>
    private static DateTimeOffset? Date(OperationContext call, string parameter, bool isEnd) =>
        call.Query(parameter) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? isEnd && date.TimeOfDay == TimeSpan.Zero ? date.AddDays(1) : date
        : throw ApiErrorException.Invalid((parameter, "is not valid"));

    private static Entity Statistics(string day, IReadOnlyList<JsonObject> messages)
    {
        var fields = Counters(messages);
        fields["date"] = day;
        return new Entity(day, fields);
    }
}
