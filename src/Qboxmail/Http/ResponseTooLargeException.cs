namespace Qboxmail.Http;

/// <summary>Ends the reading of a body; becomes a <see cref="QboxmailApiException"/>.</summary>
internal sealed class ResponseTooLargeException : Exception;
