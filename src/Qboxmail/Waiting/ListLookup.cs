using System.Net;
using System.Runtime.CompilerServices;
using Qboxmail.Http;

namespace Qboxmail.Waiting;

/// <summary>Finds a resource by reading its list, when no documented operation gets it directly.</summary>
internal static class ListLookup
{
    public static PagingOptions LargePages { get; } = new() { PageSize = 200, PrefetchPages = 0 };

    public static async Task<T> FindAsync<T>(
        PagedAsyncEnumerable<T> items, Func<T, bool> isMatch, ApiOperation list, string code,
        [CallerArgumentExpression(nameof(code))] string argument = "")
        where T : class
    {
        // No list contains such a code, so the resource would count as deleted.
        if (string.IsNullOrWhiteSpace(code))
        {
            throw code is null ? new ArgumentNullException(argument) : new ArgumentException("A code must not be empty.", argument);
        }

        // Changes during an enumeration can move an item to a page that was already read, so a single reading does not show that it is missing.
        for (var reading = 1; reading <= 2; reading++)
        {
            Page<T>? last = null;

            await foreach (var page in items.AsPages().ConfigureAwait(false))
            {
                if (page.Items.FirstOrDefault(isMatch) is { } item)
                {
                    return item;
                }

                last = page;
            }

            if (last is { Number: 1, TotalPages: <= 1 })
            {
                break;
            }
        }

        var text = $"The list of {list.Id} does not contain {code}. It does not exist, or the token's user has no access to it.";

        throw new QboxmailApiException(text, HttpStatusCode.OK, QboxmailErrorReason.NotFound)
        {
            OperationId = list.Id,
        };
    }
}
