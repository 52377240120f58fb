using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.InteropServices;
using Qboxmail.Emulator;
using Qboxmail.Emulator.Faults;

var help = $"""
    An unofficial emulator of the Qboxmail Management API, in memory.

      --port PORT         port to listen on, 5080 by default; 0 takes a free one
      --address ADDRESS   address to listen on, 127.0.0.1 by default
      --token TOKEN       token to accept, emulator-token by default
      --seed FILE         starting data, a JSON file
      --delay SECONDS     how long background work takes, 1 by default
      --allow-inferred    serves operations that the document only infers
      --fault FAULT       lets calls go wrong; several may be given. FAULT is KIND, KIND:OPERATION or KIND:OPERATION:TIMES, such as
                          rate_limit:Domains_List:3, server_error::2 for the next two calls of any operation, or drop for all calls.
                          Kinds: {string.Join(", ", FaultJson.Kinds.Take(8))},
                          {string.Join(", ", FaultJson.Kinds.Skip(8).Take(5))},
                          {string.Join(", ", FaultJson.Kinds.Skip(13))}.
                          More can be told of a fault over HTTP: POST /_emulator/faults
      --version           shows the version
      --help              shows this

    Its page, with the interactive reference, is at the address that it prints. Ctrl+C stops it.
    """;

var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);

var options = new QboxmailEmulatorOptions { Port = 5080 };
var faults = new List<EmulatorFault>();

try
{
    for (var index = 0; index < args.Length; index++)
    {
        T Value<T>(string what, Func<string, T> parse)
        {
            if (++index == args.Length)
            {
                throw new FormatException($"{args[index - 1]} takes {what}.");
            }

            try
            {
                return parse(args[index]);
            }
            catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException)
            {
                throw new FormatException($"{args[index - 1]} takes {what}, not '{args[index]}'.");
            }
        }

        switch (args[index])
        {
            case "--help": Console.WriteLine(help); return 0;
            case "--version": Console.WriteLine(Version()); return 0;
            case "--port": options.Port = Value("a number from 0 to 65535", text => ushort.Parse(text, CultureInfo.InvariantCulture)); break;
            case "--address": options.Address = Value("an IP address", IPAddress.Parse); break;
            case "--token": options.Tokens[0] = Value("a text", text => new EmulatorToken(text)); break;
            case "--seed": options.Seed = File.ReadAllText(Value("a file", text => text)); break;
            case "--delay": options.Delays.SetAll(TimeSpan.FromSeconds(Value("seconds, 0 or more", Seconds))); break;
            case "--fault": faults.Add(FaultText.Parse(Value("a fault", text => text))); break;
            case "--allow-inferred": options.AllowInferred = true; break;
            default: throw new FormatException($"'{args[index]}' is not an argument; --help tells which there are.");
        }
    }

    await using var emulator = await QboxmailEmulator.StartAsync(options);
    faults.ForEach(emulator.Faults.Add);

    Console.WriteLine($"Qboxmail emulator on {emulator.Address} with the token {emulator.Token}. Ctrl+C stops it.");

    if (!IPAddress.IsLoopback(options.Address))
    {
        Console.Error.WriteLine("Warning: it listens on more than this machine, and whoever reaches it can do everything.");
    }

    await asked.Task;
    return 0;
}
catch (SocketException exception)
{
    Console.Error.WriteLine($"It cannot listen on {options.Address}, port {options.Port}: {exception.Message}.");
    return 1;
}
catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    asked.TrySetResult();
}

static string Version() =>
    typeof(QboxmailEmulator).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

// A day is more than anybody waits for.
static double Seconds(string text) =>
    double.Parse(text, CultureInfo.InvariantCulture) is >= 0 and <= 86_400 and var seconds ? seconds : throw new FormatException();
