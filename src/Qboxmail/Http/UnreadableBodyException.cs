namespace Qboxmail.Http;

/// <summary>Ends the reading of a body; becomes a <see cref="QboxmailApiException"/>.</summary>
/// <param name="problem">The end of a sentence such as "Domains_Get returned 200, but ...".</param>
internal sealed class UnreadableBodyException(string problem) : Exception(problem);
