using System.Net;
using System.Runtime.CompilerServices;
using Qboxmail.Http;

namespace Qboxmail.Waiting;

/// <summary>Finds a resource in its list, because no documented operation gets it alone.</summary>
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

        // Changes during an enumeration can move an item to a page that was read already, so only two readings prove that it is missing.
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

        var text = $"{list.Id} does not contain {code}. It does not exist, or the user of the token may not see it.";

        throw new QboxmailApiException(text, HttpStatusCode.OK, QboxmailErrorReason.NotFound)
        {
            OperationId = list.Id,
        };
    }
}
