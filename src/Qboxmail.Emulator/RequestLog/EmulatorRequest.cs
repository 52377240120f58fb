using System.Globalization;
using System.Text.Json;
using Qboxmail.Emulator.RequestLog;

namespace Qboxmail.Emulator;

/// <summary>A request in the log of the emulator, with its response. Passwords and tokens are masked.</summary>
public sealed class EmulatorRequest
{
    private readonly LoggedExchange _exchange;

    internal EmulatorRequest(LoggedExchange exchange, long number) => (_exchange, Number) = (exchange, number);

    /// <summary>Gets the number of the request; the first one has 1.</summary>
    public long Number { get; }

    /// <summary>Gets the time of the request on the clock of the emulator.</summary>
    public DateTimeOffset Time => _exchange.Time;

    /// <summary>Gets the HTTP method.</summary>
    public string Method => _exchange.Method;

    /// <summary>Gets the path with the query string.</summary>
    public string Path => SecretMask.Target(_exchange.Target, _exchange.Token);

    /// <summary>Gets the operation ID; null if the document has no such operation.</summary>
    public string? Operation => _exchange.Operation?.Id;

    /// <summary>Gets the status code of the response; null if the connection closed without a response.</summary>
    public int? Status => _exchange.Status;

    /// <summary>Gets the time from the request until the end of the response.</summary>
    public TimeSpan Duration => _exchange.Duration;

    /// <summary>Gets the injected faults; empty for none.</summary>
    public IReadOnlyList<EmulatorFaultKind> Faults => _exchange.Faults;

    /// <summary>Gets the first characters of the token, which identify it; null for none.</summary>
    public string? Token => SecretMask.Token(_exchange.Token);

    /// <summary>Gets the headers of the request, one per line.</summary>
    public string RequestHeaders => _exchange.RequestHeaders;

    /// <summary>Gets the body of the request, or a remark in parentheses if it is too large or not text; null for none.</summary>
    public string? RequestBody => _exchange.RequestBody.Show(_exchange.Token);

    /// <summary>Gets the headers of the response that the emulator sets, one per line.</summary>
    public string ResponseHeaders => _exchange.ResponseHeaders;

    /// <summary>Gets the sent body of the response, or a remark in parentheses if it is too large or not text; null for none.</summary>
    public string? ResponseBody => _exchange.ResponseBody.Show(_exchange.Token);

    internal int Size => _exchange.Size;

    /// <summary>
    /// Creates a curl command that sends the request again. The command reads the token from <c>QBOXMAIL_API_TOKEN</c>. Other secrets stay masked.
    /// </summary>
    /// <returns>The command for a POSIX shell.</returns>
    public string ToCurl() => CurlCommand.Of(this, _exchange);

    /// <summary>Creates a call of the .NET library that sends the request again. Secrets stay masked.</summary>
    /// <returns>The call on a client that is named <c>qboxmail</c>; null if the document has no such operation.</returns>
    public string? ToCSharp() => CSharpCall.Of(this, _exchange);

    /// <summary>Returns the request on one line: time, method, path, operation, status, duration and faults.</summary>
    /// <returns>A line without bodies.</returns>
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
