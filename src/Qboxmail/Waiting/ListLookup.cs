using System.Net;
using System.Runtime.CompilerServices;
using Qboxmail.Http;

namespace Qboxmail.Waiting;

/// <summary>Finds a resource in its list, where no documented operation gets one alone.</summary>
internal static class ListLookup
{
    public static PagingOptions LargePages { get; } = new() { PageSize = 200, PrefetchPages = 0 };

    public static async Task<T> FindAsync<T>(
        PagedAsyncEnumerable<T> rows, Func<T, bool> isIt, ApiOperation list, string code,
        [CallerArgumentExpression(nameof(code))] string argument = "")
        where T : class
    {
        // No list holds such a code, which would count as deleted.
        if (string.IsNullOrWhiteSpace(code))
        {
            throw code is null ? new ArgumentNullException(argument) : new ArgumentException($"'{code}' is no code of the API.", argument);
        }

        // While others come and go, a row may slip from one page to another that was read already: only what two readings miss is not there.
        for (var reading = 1; reading <= 2; reading++)
        {
            Page<T>? last = null;

            await foreach (var page in rows.AsPages().ConfigureAwait(false))
            {
                if (page.Items.FirstOrDefault(isIt) is { } row)
                {
                    return row;
                }

                last = page;
            }

            if (last is { Number: 1, TotalPages: <= 1 })
            {
                break;
            }
        }

        throw new QboxmailApiException($"{list.Id} holds no {code}: it does not exist, or the token's user may not see it.", HttpStatusCode.OK, QboxmailErrorReason.NotFound)
        {
            OperationId = list.Id,
        };
    }
}
