namespace Qboxmail.Http;

/// <summary>How long an answer asks to wait: seconds, or a date in UTC.</summary>
internal static class RetryAfter
{
    public static TimeSpan? Of(HttpResponseMessage response, TimeProvider time)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);

        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
