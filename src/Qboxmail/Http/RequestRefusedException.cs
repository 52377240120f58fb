namespace Qboxmail.Http;

/// <summary>
/// The innermost handler did not send a request. Not an <see cref="HttpRequestException"/>, because retry handlers above would take it for a
/// transient error.
/// </summary>
internal sealed class RequestRefusedException(string message) : InvalidOperationException(message)
{
    /// <summary>Returns whether an exception is, or was caused by, a refusal.</summary>
    public static bool IsIn(Exception? exception) =>
        exception is not null && (exception is RequestRefusedException || IsIn(exception.InnerException));
}
