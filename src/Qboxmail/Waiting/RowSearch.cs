using System.Net;
using Qboxmail.Http;

namespace Qboxmail.Waiting;

/// <summary>Finds a resource in its list, where no documented operation gets one alone.</summary>
internal static class RowSearch
{
    public static PagingOptions LargePages { get; } = new() { PageSize = 200, PagesAhead = 0 };

    public static async Task<T> FindAsync<T>(PagedAsyncEnumerable<T> rows, Func<T, bool> isIt, ApiOperation list, string code)
    {
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
