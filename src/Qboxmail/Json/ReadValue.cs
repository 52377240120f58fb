namespace Qboxmail.Json;

/// <summary>Reads a value from its first token to its last token.</summary>
internal delegate T ReadValue<out T>(ref JsonResponseReader json);
