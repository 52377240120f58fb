namespace Qboxmail.Http;

/// <summary>
/// Wraps an exception from a delegate of the caller, so that the call is not retried. The pipeline rethrows the inner exception unchanged.
/// </summary>
internal sealed class CallerException(Exception exception) : Exception(null, exception);
