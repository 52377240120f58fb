namespace Qboxmail.Emulator.Domain;

/// <summary>The exception that is thrown to end a request with an error response.</summary>
internal sealed class ApiErrorException(EmulatorResponse response) : Exception
{
    public EmulatorResponse Response { get; } = response;

    public static ApiErrorException NotFound() => new(EmulatorResponse.Error(404, "Not found"));

    public static ApiErrorException Forbidden(string message = "Forbidden") => new(EmulatorResponse.Error(403, message));

    public static ApiErrorException Invalid(params IEnumerable<(string Field, string Description)> errors) =>
        new(EmulatorResponse.Error(422, "Validation failed", errors));
}
