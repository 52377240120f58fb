using System.Globalization;
using Qboxmail.Benchmarks.Server;

switch (args)
{
    case ["payloads"]:
        await PayloadServer.ServeAsync();
        return 0;
    case ["emulator"]:
        await EmulatorProcess.ServeAsync();
        return 0;
    case ["start", var product]:
        await EmulatorProcess.PrintStartAsync(product);
        return 0;
    case ["side-by-side", var emulators]:
        await SideBySide.PrintAsync(int.Parse(emulators, CultureInfo.InvariantCulture));
        return 0;
    case ["pages", var rounds]:
        await EmulatorProcess.PrintPagesAsync(int.Parse(rounds, CultureInfo.InvariantCulture));
        return 0;
    default:
        Console.Error.WriteLine("Qboxmail.Benchmarks starts this program.");
        return 1;
}
