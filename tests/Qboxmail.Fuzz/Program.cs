using System.Diagnostics;
using System.Globalization;
using Qboxmail.Fuzz;

// A run proves nothing if the library reads every response, or rejects every response.
string[] required = ["read", "rejected: Unexpected", "rejected: ValidationFailed"];
var seed = 1;
var count = 1_000_000;
var only = "";
var file = "fuzz-findings.jsonl";
string? replayed = null;

for (var index = 0; index < args.Length; index += 2)
{
    var value = index + 1 < args.Length ? args[index + 1] : "";

    switch (args[index])
    {
        case "--seed": seed = int.Parse(value, CultureInfo.InvariantCulture); break;
        case "--count": count = int.Parse(value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture); break;
        case "--only": only = value; break;
        case "--findings": file = value; break;
        case "--replay": replayed = value; break;
        default:
            Console.Error.WriteLine(
                "Options: --seed 1 --count 1000000 --only <beginning of a target's name> --findings <file to write> --replay <file to read>");
            return 2;
    }
}

foreach (var failure in SelfCheck.Failures())
{
    Console.Error.WriteLine($"The self-check fails: {failure}");
    return 3;
}

var targets = FuzzTargets.Create().Where(target => target.Name.StartsWith(only, StringComparison.Ordinal)).ToList();
var run = new FuzzRun(targets, seed);
using var watch = new Watchdog(run, file);
var start = Stopwatch.GetTimestamp();

if (replayed is not null)
{
    foreach (var finding in File.ReadLines(replayed).Select(FuzzFinding.FromLine))
    {
        run.Run(targets.Single(target => target.Name == finding.Input.Target), finding.Input);
    }
}
else
{
    Console.WriteLine($"{count:N0} responses for {targets.Count} targets, seed {seed}, library built for {SelfCheck.LibraryTarget}.");

    while (run.Count < count)
    {
        run.RunNext();

        if (run.Count % 50_000 == 0)
        {
            Console.WriteLine($"{run.Count,10:N0}  {Stopwatch.GetElapsedTime(start).TotalSeconds,7:0.0} s  {run.Findings.Count} findings");
        }
    }
}

File.WriteAllLines(file, run.Findings.Select(finding => finding.ToLine()));
FuzzReport.Print(run, Stopwatch.GetElapsedTime(start));

if (replayed is null && only.Length == 0 && required.Except(run.Outcomes.Keys.Select(key => key.Outcome)).ToList() is [_, ..] missing)
{
    Console.Error.WriteLine($"No response had the outcome {string.Join(", ", missing)}. Raise --count.");
    return 3;
}

return (replayed is not null || OversizedResponses.Run()) && run.Findings.Count == 0 ? 0 : 1;
