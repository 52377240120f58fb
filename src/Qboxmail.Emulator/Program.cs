using System.Globalization;
using System.Net;
using Qboxmail.Emulator;

const string Help = """
    An emulator of the Qboxmail Management API, in memory.

      --port PORT         port to listen on, 5080 by default; 0 takes a free one
      --address ADDRESS   address to listen on, 127.0.0.1 by default
      --token TOKEN       token to accept, emulator-token by default
      --delay SECONDS     how long background work takes, 1 by default
      --allow-inferred    serves operations that the document only infers
      --help              shows this
    """;

var options = new QboxmailEmulatorOptions { Port = 5080 };

try
{
    for (var index = 0; index < args.Length; index++)
    {
        string Value() => ++index < args.Length ? args[index] : throw new FormatException($"{args[index - 1]} needs a value.");

        switch (args[index])
        {
            case "--help": Console.WriteLine(Help); return 0;
            case "--port": options.Port = int.Parse(Value(), CultureInfo.InvariantCulture); break;
            case "--address": options.Address = IPAddress.Parse(Value()); break;
            case "--token": options.Tokens[0] = new EmulatorToken(Value()); break;
            case "--delay": options.Delays.SetAll(TimeSpan.FromSeconds(double.Parse(Value(), CultureInfo.InvariantCulture))); break;
            case "--allow-inferred": options.AllowInferred = true; break;
            default: throw new FormatException($"'{args[index]}' is not an argument; --help tells which there are.");
        }
    }

    await using var emulator = await QboxmailEmulator.StartAsync(options);

    Console.WriteLine($"Qboxmail emulator on {emulator.Address} with the token {emulator.Token}. Ctrl+C stops it.");

    if (!IPAddress.IsLoopback(options.Address))
    {
        Console.WriteLine("It listens on more than this machine: whoever reaches it can do everything.");
    }

    await emulator.WaitForShutdownAsync();
    return 0;
}
catch (Exception exception) when (exception is FormatException or OverflowException or IOException or ArgumentException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
