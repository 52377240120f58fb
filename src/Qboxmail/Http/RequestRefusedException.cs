namespace Qboxmail.Http;

/// <summary>
/// The exception that is thrown when TokenHandler refuses to send a request. It does not derive from <see cref="HttpRequestException"/>, because
/// outer retry handlers would treat that as a transient error.
/// </summary>
internal sealed class RequestRefusedException(string message) : InvalidOperationException(message)
{
    /// <summary>Returns whether an exception or one of its inner exceptions is a refusal.</summary>
    public static bool IsIn(Exception? exception) =>
        exception is not null && (exception is RequestRefusedException || IsIn(exception.InnerException));
}
