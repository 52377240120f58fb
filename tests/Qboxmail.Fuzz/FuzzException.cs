namespace Qboxmail.Fuzz;

/// <summary>Reports a defect that the fuzzer detects during a call. The library does not wrap exceptions of its own base type.</summary>
internal sealed class FuzzException(string message) : QboxmailException(message);
