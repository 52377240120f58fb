namespace Qboxmail.Http;

/// <summary>
/// The exception that is thrown when the innermost handler refuses to send a request. It is not an <see cref="HttpRequestException"/>, because retry
/// handlers above would treat it as a transient error.
/// </summary>
internal sealed class RequestRefusedException(string message) : InvalidOperationException(message)
{
    /// <summary>Returns whether an exception is, or was caused by, a refusal.</summary>
    public static bool IsIn(Exception? exception) =>
        exception is not null && (exception is RequestRefusedException || IsIn(exception.InnerException));
}
