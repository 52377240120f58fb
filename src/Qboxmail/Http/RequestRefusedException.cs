namespace Qboxmail.Http;

/// <summary>
/// Reports that the innermost handler refused to send a request. Not an <see cref="HttpRequestException"/>, because retry handlers above would treat
/// it as a transient error.
/// </summary>
internal sealed class RequestRefusedException(string message) : InvalidOperationException(message)
{
    /// <summary>Returns whether an exception is, or was caused by, a refusal.</summary>
    public static bool IsIn(Exception? exception) =>
        exception is not null && (exception is RequestRefusedException || IsIn(exception.InnerException));
}
