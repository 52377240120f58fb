namespace Qboxmail.Probe;

/// <summary>The exception for a problem that the user solves in the arguments, the environment or the document.</summary>
internal sealed class UsageException(string message) : Exception(message);
