using BenchmarkDotNet.Running;
using Qboxmail.Benchmarks;

switch (args)
{
    case []:
        await PrefetchPages.CompareAsync();
        await WaitingForMany.CountAsync();
        WalkingMemory.Compare();
        return 0;
    case ["walk", var rows]:
        await WalkingMemory.WalkAsync(int.Parse(rows, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["emulator"]:
        await LargeEmulator.MeasureAsync(100_000);
        return 0;
    case ["serve"]:
        await LargeEmulator.ServeAsync();
        return 0;
    case ["json"]:
        BenchmarkRunner.Run<Reading>();
        return 0;
    default:
        Console.Error.WriteLine("Without arguments: the comparisons of pages, waits and memory. json: reading against JsonSerializer. emulator: one with 100,000 mailboxes.");
        return 1;
}
