using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Qboxmail.Emulator.Faults;
using Qboxmail.Emulator.RequestLog;

namespace Qboxmail.Emulator;

internal static class EmulatorCommand
{
    private const int MaxDelaySeconds = 86_400;

    private static readonly Option<int> Port = new("--port")
    {
        Description = "TCP port to listen on. 0 selects a free port.",
        HelpName = "port",
        DefaultValueFactory = _ => 5080,
        CustomParser = result => Parse(result, "a number from 0 to 65535", ParsePort),
    };

    private static readonly Option<IPAddress> Address = new("--address")
    {
        Description = "IP address to listen on.",
        HelpName = "address",
        DefaultValueFactory = _ => IPAddress.Loopback,
        CustomParser = result => Parse(result, "an IP address", IPAddress.Parse),
    };

    private static readonly Option<bool> Https = new("--https")
    {
        Description = "Serve HTTPS instead of HTTP, with a self-signed certificate that the emulator creates.",
    };

    private static readonly Option<FileInfo?> CertificateFile = new("--certificate-file")
    {
        Description = "File that receives the certificate in PEM format, so that clients can trust it. Requires --https.",
        HelpName = "file",
        CustomParser = ParseFile,
    };

    private static readonly Option<string> Token = new("--token")
    {
        Description = "API token that requests must send in the X-Api-Token header.",
        HelpName = "token",
        DefaultValueFactory = _ => QboxmailEmulatorOptions.DefaultToken,
        CustomParser = result => Parse(result, "visible ASCII characters without enclosing quotes", text => new EmulatorToken(text).Value),
    };

    private static readonly Option<FileInfo?> Seed = new("--seed")
    {
        Description = "JSON file with the seed data: resources and tokens to create at the start.",
        HelpName = "file",
        CustomParser = ParseFile,
    };

    private static readonly Option<double> Delay = new("--delay")
    {
        Description = "Duration of background work, such as an activation, in seconds.",
        HelpName = "seconds",
        DefaultValueFactory = _ => 1,
        CustomParser = result => Parse(result, $"a number of seconds from 0 to {MaxDelaySeconds}", ParseSeconds),
    };

    private static readonly Option<bool> AllowInferred = new("--allow-inferred")
    {
        Description = "Emulate operations that are inferred, not documented by the API reference. Without this option, they return 501.",
    };

    private static readonly Option<EmulatorFault[]> Fault = new("--fault")
    {
        Description = $"""
            Fault to inject: KIND, KIND:OPERATION or KIND:OPERATION:TIMES. Examples: rate_limit:Domains_List:3 affects three requests
            for an operation, server_error::2 the next two requests, and drop all requests. Repeat the option to inject several faults.
            Kinds: {string.Join(", ", FaultJson.Kinds)}.
            To set other properties of a fault, call POST /_emulator/faults/add.
            """,
        HelpName = "fault",
        CustomParser = ParseFaults,
    };

    private static readonly Option<string> LogFormat = new("--log-format")
    {
        Description = "Format of the line that is logged for each request.",
        HelpName = "text|json",
        DefaultValueFactory = _ => "text",
        CustomParser = result => Parse(result, "text or json", text => text is "text" or "json" ? text : throw new FormatException()),
    };

    private static readonly Option<bool> Quiet = new("--quiet") { Description = "Do not log requests." };

    /// <summary>Runs the emulator until Ctrl+C is pressed.</summary>
    /// <returns>The exit code: 0 for success, or 1 for an error.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        const string description =
            "An unofficial in-memory emulator of the Qboxmail Management API. It prints its address and runs until Ctrl+C is pressed.";
        var command = new RootCommand(description)
        {
            Port, Address, Https, CertificateFile, Token, Seed, Delay, AllowInferred, Fault, LogFormat, Quiet,
        };
        command.SetAction(ServeAsync);

        // System.CommandLine would otherwise read a token that begins with @ as the name of a response file.
        var result = command.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });

        if (result.Errors is [var error, ..])
        {
            await Console.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
            return 1;
        }

        return await result.InvokeAsync().ConfigureAwait(false);
    }

    private static async Task<int> ServeAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var options = new QboxmailEmulatorOptions
        {
            Port = arguments.GetValue(Port),
            Address = arguments.GetValue(Address)!,
            UseHttps = arguments.GetValue(Https),
            AllowInferred = arguments.GetValue(AllowInferred),
        };
        options.Tokens[0] = new EmulatorToken(arguments.GetValue(Token)!);
        options.Delays.SetAll(TimeSpan.FromSeconds(arguments.GetValue(Delay)));

        try
        {
            if (arguments.GetValue(Seed) is { } seed)
            {
                options.Seed = await File.ReadAllTextAsync(seed.FullName, cancellationToken).ConfigureAwait(false);
            }

            await using var emulator = await QboxmailEmulator.StartAsync(options, cancellationToken).ConfigureAwait(false);

            if (arguments.GetValue(CertificateFile) is { } file)
            {
                await WriteCertificateAsync(emulator, file, cancellationToken).ConfigureAwait(false);
            }

            foreach (var fault in arguments.GetValue(Fault) ?? [])
            {
                emulator.Faults.Add(fault);
            }

            if (!arguments.GetValue(Quiet))
            {
                emulator.Requests.Logged += LineWriter(arguments.GetValue(LogFormat)!);
            }

            await ReportAsync(emulator, options.Address).ConfigureAwait(false);
            await WaitAsync(cancellationToken).ConfigureAwait(false);
            return 0;
        }
        catch (SocketException exception)
        {
            var address = $"{options.Address}, port {options.Port}";
            return await FailAsync($"Cannot listen on {address}: {exception.Message}. Choose another --port or --address.").ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return await FailAsync(exception.Message).ConfigureAwait(false);
        }
    }

    private static Action<EmulatorRequest> LineWriter(string format) => format == "json"
        ? request => Console.Out.WriteLine(RequestJson.Summary(request).ToJsonString())
        : request => Console.Out.WriteLine(request);

    private static Task WriteCertificateAsync(QboxmailEmulator emulator, FileInfo file, CancellationToken cancellationToken) =>
        emulator.Certificate is { } certificate
            ? File.WriteAllTextAsync(file.FullName, certificate.ExportCertificatePem() + Environment.NewLine, cancellationToken)
            : throw new ArgumentException("--certificate-file requires --https. Add --https, or remove --certificate-file.");

    private static async Task ReportAsync(QboxmailEmulator emulator, IPAddress address)
    {
        var listening = $"The Qboxmail emulator is listening on {emulator.Address} with the token {emulator.Token}. Press Ctrl+C to stop it.";
        await Console.Out.WriteLineAsync(listening).ConfigureAwait(false);

        if (!IPAddress.IsLoopback(address))
        {
            const string warning = "Warning: listening on a non-loopback address: anyone who can reach it has full access. "
                + "Restrict access to trusted clients, or omit --address.";
            await Console.Error.WriteLineAsync(warning).ConfigureAwait(false);
        }
    }

    private static async Task WaitAsync(CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = cancellationToken.Register(stopped.SetResult);
        await stopped.Task.ConfigureAwait(false);
    }

    private static async Task<int> FailAsync(string message)
    {
        await Console.Error.WriteLineAsync(message).ConfigureAwait(false);
        return 1;
    }

    private static T Parse<T>(ArgumentResult result, string expected, Func<string, T> parse)
    {
        var text = result.Tokens[^1].Value;

        try
        {
            return parse(text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException)
        {
            result.AddError($"{NameOf(result)} requires {expected}, not '{text}'.");
            return default!;
        }
    }

    private static FileInfo? ParseFile(ArgumentResult result) => Parse(result, "a file path", text => new FileInfo(text));

    private static int ParsePort(string text) => ushort.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static double ParseSeconds(string text) =>
        double.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) is >= 0 and <= MaxDelaySeconds and var seconds
            ? seconds
            : throw new FormatException();

    private static EmulatorFault[] ParseFaults(ArgumentResult result)
    {
        try
        {
            return [.. result.Tokens.Select(token => FaultText.Parse(token.Value))];
        }
        catch (FormatException exception)
        {
            result.AddError($"{NameOf(result)}: {exception.Message}");
            return [];
        }
    }

    private static string NameOf(ArgumentResult result) => ((OptionResult)result.Parent!).Option.Name;
}
