using Qboxmail.Emulator.Document;

namespace Qboxmail.Emulator.RequestLog;

/// <summary>A logged request and its response. It contains secrets, which <see cref="EmulatorRequest"/> masks.</summary>
internal sealed record LoggedExchange(DateTimeOffset Time, string BaseAddress, string Method, string Target)
{
    public Operation? Operation { get; init; }

    public string? Token { get; init; }

    public required string RequestHeaders { get; init; }

    public required LoggedBody RequestBody { get; init; }

    public required string ResponseHeaders { get; init; }

    public required LoggedBody ResponseBody { get; init; }

    public int? Status { get; init; }

    public TimeSpan Duration { get; init; }

    public IReadOnlyList<EmulatorFaultKind> Faults { get; init; } = [];

    /// <summary>Gets the approximate memory usage in bytes.</summary>
    public int Size =>
        500 + Target.Length + RequestHeaders.Length + ResponseHeaders.Length + RequestBody.Content.Length + ResponseBody.Content.Length;
}
