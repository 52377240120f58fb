namespace Qboxmail.Emulator.Behaviour;

/// <summary>Ends a request with an error.</summary>
internal sealed class RefusalException(Answer answer) : Exception
{
    public Answer Answer { get; } = answer;

    public static RefusalException NotFound() => new(Answer.Error(404, "Not found"));

    public static RefusalException Forbidden(string message = "Forbidden") => new(Answer.Error(403, message));

    public static RefusalException Invalid(params IEnumerable<(string Field, string Description)> errors) =>
        new(Answer.Error(422, "Validation failed", errors));
}
