namespace Qboxmail.Probe;

/// <summary>The caller must change the arguments, the environment or the document.</summary>
internal sealed class UsageException(string message) : Exception(message);
