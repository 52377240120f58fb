using System.Globalization;
using Qboxmail.Benchmarks;
using Qboxmail.Benchmarks.Clients;
using Qboxmail.Benchmarks.Lists;

var cpuAtStart = Environment.CpuUsage.TotalTime;

switch (args)
{
    case []:
        ClientComparison.Run(processes: 3, rounds: 7, coldRuns: 7, prefix: "");
        await ListComparison.RunAsync();
        EmulatorStart.Compare();
        return NativeComparison.Run() ? 0 : 1;
    case ["native"]:
        return NativeComparison.Run() ? 0 : 1;
    case ["clients", .. var counts]:
        ClientComparison.Run(
            NumberAt(counts, 0, 3), NumberAt(counts, 1, 7), NumberAt(counts, 2, 7), counts.Length > 3 ? counts[3] : "");
        return 0;
    case ["lists"]:
        await ListComparison.RunAsync();
        return 0;
    case ["emulator"]:
        EmulatorStart.Compare();
        return 0;
    case ["large-emulator", .. var counts]:
        await LargeEmulator.MeasureAsync(NumberAt(counts, 0, 100_000));
        return 0;
    case ["check"]:
        return AllocationBaseline.Check() ? 0 : 1;
    case ["baseline"]:
        AllocationBaseline.Update();
        return AllocationBaseline.Check() ? 0 : 1;
    case ["enumerate", var items]:
        await EnumerationMemory.EnumerateAsync(int.Parse(items, CultureInfo.InvariantCulture));
        return 0;

    // The commands above start these in child processes.
    case ["warm", var address, var rounds, var prefix]:
        await WarmRun.PrintSamplesAsync(address, int.Parse(rounds, CultureInfo.InvariantCulture), prefix);
        return 0;
    case ["cold", var name, var client, var address]:
        await ColdRun.PrintSampleAsync(name, client, address, cpuAtStart);
        return 0;
    case ["allocations"]:
        await AllocationBaseline.PrintAllocationsAsync();
        return 0;

    default:
        Console.Error.WriteLine("""
            (no argument)                        measures everything, and writes docs/benchmarks.md
            clients [PROCESSES ROUNDS COLD CASE] compares with other clients, only cases that begin with CASE
            lists                                compares pages, waits and memory
            native                               compares native programs, and fails on a warning
            emulator                             compares the start of the emulator with WireMock.Net
            large-emulator [MAILBOXES]           fills an emulator with mailboxes, 100,000 by default
            check                                compares allocations and sizes with baseline.json
            baseline                             writes allocations and sizes to baseline.json
            enumerate ITEMS                      prints the memory of one enumeration
            """);
        return 1;
}

static int NumberAt(string[] texts, int index, int fallback) =>
    index < texts.Length ? int.Parse(texts[index], CultureInfo.InvariantCulture) : fallback;
