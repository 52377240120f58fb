using System.Diagnostics;
using System.Globalization;
using Qboxmail.Soak;

if (args is not ([] or [_] or [_, _]) || !args.All(argument => int.TryParse(argument, CultureInfo.InvariantCulture, out var number) && number >= 10))
{
    Console.Error.WriteLine("Arguments: CALLS, 100000 by default, and WORKERS, 64 by default; both 10 or more.");
    return 1;
}

var numbers = args.Select(argument => int.Parse(argument, CultureInfo.InvariantCulture)).ToList();
var watch = Stopwatch.StartNew();
var heaps = new List<long>();

var options = new SoakOptions
{
    Calls = numbers.Count > 0 ? numbers[0] : 100_000,
    Workers = numbers.Count > 1 ? numbers[1] : 64,
    Checkpoint = point =>
    {
        heaps.Add(point.HeapBytes);
        Console.WriteLine($"{watch.Elapsed:mm\\:ss}  {point.Calls,7} calls  heap "
            + $"{point.HeapBytes / 1e6,7:0.0} MB  {point.Connections,3} connections");
    },
};

Console.WriteLine(
    $"{options.Calls} calls by {options.Workers} tasks on one client, faults in {options.FaultRate:0%} of the requests, "
    + "token rotation after half of the calls.");
var report = await SoakRun.RunAsync(options);

Console.WriteLine(
    $"{report.Completed} calls: {report.Succeeded} succeeded, {report.Failures.Values.Sum()} failed with an exception of the library; "
    + $"{report.Requests} requests; {watch.Elapsed:mm\\:ss}");

foreach (var (kind, count) in report.Failures.OrderByDescending(failure => failure.Value))
{
    Console.WriteLine($"{count,8}  {kind}");
}

Console.WriteLine($"heap at the end / after a fifth of the calls: {(double)heaps[^1] / heaps[1]:0.00}; connections at the end: {report.Connections}");

foreach (var finding in report.Findings.Take(20))
{
    Console.WriteLine($"FINDING  {finding}");
}

Console.WriteLine($"{report.Findings.Count} findings");

if (report.Failures.Count == 0 || report.Failures.Keys.Any(kind => kind.Contains("Unauthorized", StringComparison.Ordinal)))
{
    Console.Error.WriteLine("No call failed although requests did, or calls failed because of the token rotation.");
    return 1;
}

return report.Findings.Count == 0 ? 0 : 1;
