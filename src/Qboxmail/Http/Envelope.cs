using Qboxmail.Json;
using Qboxmail.Models;

namespace Qboxmail.Http;

/// <summary>What lists and single resources are wrapped in: <c>{resources, pagination}</c>.</summary>
internal sealed record Envelope<T>(IReadOnlyList<T> Rows, Pagination? Pagination)
{
    public Page<T> ToPage(int number) => new(Rows, number, Pagination);
}

internal static class Envelope
{
    public static Envelope<T> Read<T>(ApiResponse answer, Func<JsonResponseReader, T?> read)
        where T : class
    {
        var (rows, pagination) = answer.Read(json => ReadFields(json, read));

        return new(rows ?? throw ApiErrors.UnexpectedResponse(answer, "the answer holds no list of resources"), pagination);
    }

    private static (IReadOnlyList<T>? Rows, Pagination? Pagination) ReadFields<T>(JsonResponseReader json, Func<JsonResponseReader, T?> read)
        where T : class
    {
        IReadOnlyList<T>? rows = null;
        Pagination? pagination = null;

        if (!json.StartObject())
        {
            return default;
        }

        while (json.NextField() is { } field)
        {
            switch (field)
            {
                case "resources": rows = json.ReadRows(read); break;
                case "pagination": pagination = json.ReadOrSkip(Pagination.Read); break;
                default: json.ReadAny(); break;
            }
        }

        return (rows, pagination);
    }
}
