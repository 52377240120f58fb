namespace Qboxmail.Emulator.Operations;

/// <summary>Ends a request with an error.</summary>
internal sealed class ApiErrorException(Answer answer) : Exception
{
    public Answer Answer { get; } = answer;

    public static ApiErrorException NotFound() => new(Answer.Error(404, "Not found"));

    public static ApiErrorException Forbidden(string message = "Forbidden") => new(Answer.Error(403, message));

    public static ApiErrorException Invalid(params IEnumerable<(string Field, string Description)> errors) =>
        new(Answer.Error(422, "Validation failed", errors));
}
