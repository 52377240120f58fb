using System.Globalization;
using System.Net;
using Qboxmail.Emulator;
using Qboxmail.Emulator.Faults;

var help = $"""
    An emulator of the Qboxmail Management API, in memory.

      --port PORT         port to listen on, 5080 by default; 0 takes a free one
      --address ADDRESS   address to listen on, 127.0.0.1 by default
      --token TOKEN       token to accept, emulator-token by default
      --delay SECONDS     how long background work takes, 1 by default
      --allow-inferred    serves operations that the document only infers
      --fault FAULT       lets calls go wrong; several may be given. FAULT is KIND, KIND:OPERATION or KIND:OPERATION:TIMES, such as
                          rate_limit:Domains_List:3, server_error::2 for the next two calls of any operation, or drop for all calls.
                          Kinds: {string.Join(", ", FaultJson.Kinds.Take(8))},
                          {string.Join(", ", FaultJson.Kinds.Skip(8).Take(5))},
                          {string.Join(", ", FaultJson.Kinds.Skip(13))}.
                          More can be told of a fault over HTTP: POST /_emulator/faults
      --help              shows this
    """;

var options = new QboxmailEmulatorOptions { Port = 5080 };
var faults = new List<EmulatorFault>();

try
{
    for (var index = 0; index < args.Length; index++)
    {
        string Value() => ++index < args.Length ? args[index] : throw new FormatException($"{args[index - 1]} needs a value.");

        switch (args[index])
        {
            case "--help": Console.WriteLine(help); return 0;
            case "--port": options.Port = int.Parse(Value(), CultureInfo.InvariantCulture); break;
            case "--address": options.Address = IPAddress.Parse(Value()); break;
            case "--token": options.Tokens[0] = new EmulatorToken(Value()); break;
            case "--delay": options.Delays.SetAll(TimeSpan.FromSeconds(double.Parse(Value(), CultureInfo.InvariantCulture))); break;
            case "--fault": faults.Add(FaultText.Parse(Value())); break;
            case "--allow-inferred": options.AllowInferred = true; break;
            default: throw new FormatException($"'{args[index]}' is not an argument; --help tells which there are.");
        }
    }

    await using var emulator = await QboxmailEmulator.StartAsync(options);
    faults.ForEach(emulator.Faults.Add);

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
