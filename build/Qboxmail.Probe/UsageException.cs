namespace Qboxmail.Probe;

/// <summary>The caller must change the arguments or the environment.</summary>
internal sealed class UsageException(string message) : Exception(message);
