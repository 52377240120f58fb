using BenchmarkDotNet.Running;
using Qboxmail.Benchmarks;

switch (args)
{
    case []:
        await PrefetchPages.CompareAsync();
        await BulkWaitRequests.CountAsync();
        EnumerationMemory.Compare();
        return 0;
    case ["enumerate", var items]:
        await EnumerationMemory.EnumerateAsync(int.Parse(items, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["emulator"]:
        await LargeEmulator.MeasureAsync(100_000);
        return 0;
    case ["serve"]:
        await LargeEmulator.ServeAsync();
        return 0;
    case ["json"]:
        BenchmarkRunner.Run<PageReading>();
        return 0;
    default:
        Console.Error.WriteLine("""
            (no argument)    compares pages, waits and memory
            json             compares reading with JsonSerializer
            emulator         fills an emulator with 100,000 mailboxes
            enumerate ITEMS  prints the memory of one enumeration
            """);
        return 1;
}
