namespace Qboxmail.Fuzz;

/// <summary>Something that must not happen, seen by the program itself. The library lets its own exceptions through, so that it arrives.</summary>
internal sealed class FuzzException(string message) : QboxmailException(message);
