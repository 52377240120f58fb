namespace Qboxmail.Json;

/// <summary>The exception that is thrown when JSON cannot be used. The message never quotes the JSON, which may contain secrets.</summary>
/// <param name="problem">The end of a sentence such as "Domains_Get returned 200, but ...".</param>
/// <param name="message">The full message; null to derive it from the problem.</param>
internal sealed class InvalidJsonException(string problem, string? message = null) : FormatException(message ?? $"Invalid JSON: {problem}.")
{
    public const string NotJson = "the response is not valid JSON";

    public string Problem { get; } = problem;

    public static InvalidJsonException At(string place) => new(NotJson, $"The JSON is invalid at {place}.");
}
