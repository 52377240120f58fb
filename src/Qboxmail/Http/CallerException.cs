namespace Qboxmail.Http;

/// <summary>Carries an exception of the caller's own code past the retry decision. The pipeline rethrows the inner exception unchanged.</summary>
internal sealed class CallerException(Exception exception) : Exception(null, exception);
