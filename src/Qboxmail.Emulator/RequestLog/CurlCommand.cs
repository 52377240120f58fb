using System.Text;

namespace Qboxmail.Emulator.RequestLog;

internal static class CurlCommand
{
    public static string Of(EmulatorRequest request, LoggedExchange exchange)
    {
        var command = new StringBuilder("curl");

        if (request.Method != "GET")
        {
            command.Append(" -X ").Append(request.Method);
        }

        // curl does not trust the self-signed certificate of the emulator.
        if (exchange.BaseAddress.StartsWith("https:", StringComparison.Ordinal))
        {
            command.Append(" --insecure");
        }

        command.Append(' ').Append(Quote(exchange.BaseAddress + request.Path)).Append(" -H \"X-Api-Token: $QBOXMAIL_API_TOKEN\"");

        if (request.RequestBody is { } body)
        {
            command.Append(" -H ").Append(Quote($"Content-Type: {exchange.RequestBody.ContentType}")).Append(" --data-raw ").Append(Quote(body));
        }

        return command.ToString();
    }

    private static string Quote(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
