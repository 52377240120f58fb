using Qboxmail.Json;
using Qboxmail.Models;

namespace Qboxmail.Http;

/// <summary>The JSON object in which the API returns lists and single resources: <c>{resources, pagination}</c>.</summary>
internal sealed record Envelope<T>(IReadOnlyList<T> Items, Pagination? Pagination)
{
    public Page<T> ToPage(int number) => new(Items, number, Pagination);
}

internal static class Envelope
{
    /// <summary>Reads the items and the pagination of a response.</summary>
    /// <param name="response">The response.</param>
    /// <param name="read">A delegate that reads one resource.</param>
    /// <param name="acceptsSingle">Whether a single object is accepted in place of the array.</param>
    public static Envelope<T> Read<T>(ApiResponse response, ReadValue<T?> read, bool acceptsSingle = false)
        where T : class =>
        response.Read((ref json) => ReadFields(ref json, read, acceptsSingle))
        ?? throw ApiErrors.UnexpectedResponse(response, "the response contains no list of resources");

    private static Envelope<T>? ReadFields<T>(ref JsonResponseReader json, ReadValue<T?> read, bool acceptsSingle)
        where T : class
    {
        IReadOnlyList<T>? items = null;
        Pagination? pagination = null;
        var hasResources = false;

        if (!json.StartObject())
        {
            return null;
        }

        while (json.NextField() is { } field)
        {
            switch (field)
            {
                case "resources":
                    items = json.ReadResources(read, acceptsSingle);
                    hasResources = true;
                    break;
                case "pagination": pagination = json.ReadOrSkip(Pagination.Read); break;
                default: json.ReadAny(); break;
            }
        }

        // Some web frameworks serialize an empty list as null.
        items ??= hasResources && pagination?.TotalRecords is null or 0 ? [] : null;
        return items is null ? null : new(items, pagination);
    }
}
