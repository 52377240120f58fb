using System.Diagnostics;
using System.Globalization;
using Qboxmail.Soak;

if (args is ["emulator", .. var counts] && Numbers(counts) is { Count: <= 1 } requests)
{
    return await EmulatorSoak.RunAsync(requests.Count > 0 ? requests[0] : 1_000_000) ? 0 : 1;
}

if (Numbers(args) is not { Count: <= 2 } numbers)
{
    Console.Error.WriteLine("""
        [CALLS [WORKERS]]    many tasks use one client, 100000 calls by 64 tasks by default; both 10 or more
        emulator [REQUESTS]  one emulator gets many requests, 1000000 by default, 10 or more
        """);
    return 1;
}

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
    $"{options.Calls} calls by {options.Workers} tasks on one client, {options.FaultRate:0%} of the requests fail, "
    + "the token is rotated after half of them.");
var report = await SoakRun.RunAsync(options);

Console.WriteLine(
    $"{report.Ended} calls ended: {report.Succeeded} succeeded, {report.Failures.Values.Sum()} with an exception of the library; "
    + $"{report.Requests} requests; {watch.Elapsed:mm\\:ss}");

foreach (var (kind, count) in report.Failures.OrderByDescending(failure => failure.Value))
{
    Console.WriteLine($"{count,8}  {kind}");
}

Console.WriteLine($"heap at the end / after a fifth: {(double)heaps[^1] / heaps[1]:0.00}; connections at the end: {report.Connections}");

foreach (var finding in report.Findings.Take(20))
{
    Console.WriteLine($"FINDING  {finding}");
}

Console.WriteLine($"{report.Findings.Count} findings");

if (report.Failures.Count == 0 || report.Failures.Keys.Any(kind => kind.Contains("Unauthorized", StringComparison.Ordinal)))
{
    Console.Error.WriteLine("No call failed although requests did, or the rotation of the token failed calls.");
    return 1;
}

return report.Findings.Count == 0 ? 0 : 1;

// Null if one is not a number of 10 or more.
static List<int>? Numbers(string[] texts)
{
    var numbers = texts.Select(text => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0).ToList();
    return numbers.TrueForAll(number => number >= 10) ? numbers : null;
}
