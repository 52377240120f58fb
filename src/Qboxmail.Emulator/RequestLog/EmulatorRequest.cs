using System.Globalization;
using System.Text.Json;
using Qboxmail.Emulator.RequestLog;

namespace Qboxmail.Emulator;

/// <summary>A request in the log of the emulator, with its response. Passwords and tokens are masked.</summary>
public sealed class EmulatorRequest
{
    private readonly LoggedExchange _exchange;

    internal EmulatorRequest(LoggedExchange exchange, long number) => (_exchange, Number) = (exchange, number);

    /// <summary>Gets the number of the request. The first request has the number 1.</summary>
    public long Number { get; }

    /// <summary>Gets the time when the request arrived, on the clock of the emulator.</summary>
    public DateTimeOffset Time => _exchange.Time;

    /// <summary>Gets the HTTP method.</summary>
    public string Method => _exchange.Method;

    /// <summary>Gets the path with the query string.</summary>
    public string Path => SecretMask.Target(_exchange.Target, _exchange.Token);

    /// <summary>Gets the ID of the requested operation, or <see langword="null"/> if no operation matches the request.</summary>
    public string? Operation => _exchange.Operation?.Id;

    /// <summary>Gets the status code of the response, or <see langword="null"/> if the connection was closed without a response.</summary>
    public int? Status => _exchange.Status;

    /// <summary>Gets the time from the arrival of the request to the end of the response.</summary>
    public TimeSpan Duration => _exchange.Duration;

    /// <summary>Gets the kinds of the injected faults; empty if there are none.</summary>
    public IReadOnlyList<EmulatorFaultKind> Faults => _exchange.Faults;

    /// <summary>Gets the first characters of the token, which identify it, or <see langword="null"/> if the request contained no token.</summary>
    public string? Token => SecretMask.Token(_exchange.Token);

    /// <summary>Gets the request headers, one per line.</summary>
    public string RequestHeaders => _exchange.RequestHeaders;

    /// <summary>Gets the request body, or a remark in parentheses if it is too large or not text; <see langword="null"/> if there is none.</summary>
    public string? RequestBody => _exchange.RequestBody.Show(_exchange.Token);

    /// <summary>Gets the response headers that the emulator sets, one per line.</summary>
    public string ResponseHeaders => _exchange.ResponseHeaders;

    /// <summary>
    /// Gets the response body as sent, or a remark in parentheses if it is too large or not text; <see langword="null"/> if there is none.
    /// </summary>
    public string? ResponseBody => _exchange.ResponseBody.Show(_exchange.Token);

    internal int Size => _exchange.Size;

    /// <summary>
    /// Creates a curl command that sends the request again. The command reads the token from the environment variable <c>QBOXMAIL_API_TOKEN</c>.
    /// Other secrets are masked.
    /// </summary>
    /// <returns>The curl command for a POSIX shell.</returns>
    public string ToCurl() => CurlCommand.Of(this, _exchange);

    /// <summary>Creates C# code that sends the request again with the .NET library. Secrets are masked.</summary>
    /// <returns>
    /// The C# code, which uses a client that is named <c>qboxmail</c>, or <see langword="null"/> if no operation matches the request.
    /// </returns>
    public string? ToCSharp() => CSharpCall.Of(this, _exchange);

    /// <summary>Returns a summary of the request: time, method, path, operation, status, duration and faults.</summary>
    /// <returns>The summary on one line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Time.UtcDateTime:HH:mm:ss.fff} {Method} {Path} {Operation ?? "-"} {Status?.ToString(CultureInfo.InvariantCulture) ?? "dropped"} "
        + $"{Duration.TotalMilliseconds:0.0} ms{(Faults.Count > 0 ? $" fault={string.Join('+', FaultNames)}" : "")}");

    internal IEnumerable<string> FaultNames => Faults.Select(kind => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()));

    internal bool Has(string? operation, int? status, string? token) =>
        (operation is null || Operation == operation)
        && (status is null || Status == status)
        && (token is null || _exchange.Token == token || Token == token);
}
