namespace Qboxmail.Json;

/// <summary>
/// The exception that is thrown when JSON is invalid or exceeds a limit. The message never quotes the JSON, which may contain secrets.
/// </summary>
/// <param name="problem">The end of a sentence such as "Domains_Get returned 200, but ...".</param>
/// <param name="message">The full message, or <see langword="null"/> to derive it from the problem.</param>
internal sealed class InvalidJsonException(string problem, string? message = null) : FormatException(message ?? $"Invalid JSON: {problem}.")
{
    public const string NotJson = "the response is not valid JSON";

    public string Problem { get; } = problem;

    public static InvalidJsonException At(string place) => new(NotJson, $"The JSON is invalid at {place}.");
}
