namespace Qboxmail.Quickstart;

/// <summary>Something that whoever started the program must change.</summary>
internal sealed class UsageException(string message) : Exception(message);
