using System.Net;
using System.Runtime.CompilerServices;
using Qboxmail.Http;

namespace Qboxmail.Waiting;

/// <summary>Finds a resource in its list, where no documented operation gets one alone.</summary>
internal static class RowSearch
{
    public static PagingOptions LargePages { get; } = new() { PageSize = 200, PagesAhead = 0 };

    public static async Task<T> FindAsync<T>(
        PagedAsyncEnumerable<T> rows, Func<T, bool> isIt, ApiOperation list, string code, [CallerArgumentExpression(nameof(code))] string argument = "")
    {
        // No list holds such a code, which would count as deleted.
        if (string.IsNullOrWhiteSpace(code))
        {
            throw code is null ? new ArgumentNullException(argument) : new ArgumentException($"'{code}' is no code of the API.", argument);
        }

        await foreach (var row in rows.ConfigureAwait(false))
        {
            if (isIt(row))
            {
                return row;
            }
        }

        throw new QboxmailApiException($"{list.Id} holds no {code}: it does not exist, or the token's user may not see it.", HttpStatusCode.OK, QboxmailErrorReason.NotFound)
        {
            OperationId = list.Id,
        };
    }
}
