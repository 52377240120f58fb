using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Qboxmail.Emulator.Domain;
using Qboxmail.Emulator.RequestLog;

namespace Qboxmail.Emulator.Hosting;

/// <summary>Finds the logged requests that match the filters in a query string.</summary>
internal static class RequestQuery
{
    private static readonly string[] Filters = ["operation", "status", "token"];

    /// <summary>Creates the response with the matching requests and the request counts.</summary>
    /// <exception cref="ApiErrorException">A filter is unknown or invalid.</exception>
    public static EmulatorResponse Find(IQueryCollection query, EmulatorRequests requests)
    {
        if (query.Keys.Except(Filters).FirstOrDefault() is { } unknown)
        {
            throw ApiErrorException.Invalid((unknown, "is unknown"));
        }

        var found = requests.Find(Text(query, "operation"), Status(query), Text(query, "token"));

        return EmulatorResponse.Value(new JsonObject
        {
            ["total"] = requests.Total,
            ["by_operation"] = new JsonObject(requests.ByOperation
                .OrderBy(count => count.Key, StringComparer.Ordinal)
                .Select(count => KeyValuePair.Create(count.Key, (JsonNode?)count.Value))),
            ["requests"] = new JsonArray([.. found.Select(RequestJson.Whole)]),
        });
    }

    private static int? Status(IQueryCollection query) =>
        Text(query, "status") is not { } text ? null
        : int.TryParse(text, CultureInfo.InvariantCulture, out var status) ? status
        : throw ApiErrorException.Invalid(("status", "must be a whole number"));

    private static string? Text(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
}
