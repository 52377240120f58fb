namespace Qboxmail.Probe;

/// <summary>The exception that is thrown if the user must correct the arguments, the environment or the OpenAPI document.</summary>
internal sealed class UsageException(string message) : Exception(message);
