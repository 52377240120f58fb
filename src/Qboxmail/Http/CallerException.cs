namespace Qboxmail.Http;

/// <summary>Wraps an exception of the caller's own code, which must not be retried. The pipeline rethrows the inner exception unchanged.</summary>
internal sealed class CallerException(Exception exception) : Exception(null, exception);
