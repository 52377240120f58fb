using System.Globalization;

namespace Qboxmail.Benchmarks;

/// <summary>Publishes two native programs that read a page, one with the library, and compares their sizes and first responses.</summary>
internal static class NativeComparison
{
    private const int Runs = 15;
    private const double MaxMegabytes = 9.5;
    private const double MaxFirstResponseRatio = 1.5;

    private static readonly string[] Clients = ["qboxmail", "stj"];

    /// <summary>Writes the comparison, and returns whether the library's program was published without a warning.</summary>
    public static bool Run()
    {
        var programs = Clients.Select(Publish).ToList();
        using var server = ChildProcess.StartServer("payloads");
        var address = server.StandardOutput.ReadLine()!;
        var runs = Enumerable.Range(0, Runs).Select(_ => programs.Select(program => Start(program.Path, address)).ToArray()).ToList();
        server.StandardInput.Close();
        server.WaitForExit();

        var megabytes = programs.Select(program => new FileInfo(program.Path).Length / 1e6).ToArray();
        var size = megabytes[0] <= MaxMegabytes ? "≤" : "**MISS**";
        var warnings = programs[0].Warnings == 0 ? "" : $", **{programs[0].Warnings} warnings**";

        BenchmarkDocument.Write("Native program", string.Create(CultureInfo.InvariantCulture, $"""
            `dotnet run -c Release --project tests/Qboxmail.Benchmarks -- native`:
            a program published with `PublishAot` lists 200 domains over loopback.
            Medians of {Runs} runs in turn (minimum to maximum). The first response is counted from the start of the process.

            | figure | Qboxmail | System.Text.Json by hand | ratio |
            |---|---|---|---|
            | size | {megabytes[0]:0.00} MB {size} {MaxMegabytes:0.0} MB{warnings} | {megabytes[1]:0.00} MB | {megabytes[0] / megabytes[1]:0.00} |
            {Row("first response", [.. runs.Select(run => run[0].Elapsed)], [.. runs.Select(run => run[1].Elapsed)], MaxFirstResponseRatio)}
            {Row("processor time", [.. runs.Select(run => run[0].Cpu)], [.. runs.Select(run => run[1].Cpu)], double.NaN)}
            """));
        return programs[0].Warnings == 0;
    }

    private static string Row(string title, double[] own, double[] other, double target)
    {
        var ratios = own.Zip(other, (one, two) => one / two).ToArray();
        var verdict = Benchmarks.Clients.Targets.Verdict(ratios.Median(), target);
        return $"| {title} | {own.Spread("0.0 ms")} | {other.Spread("0.0 ms")} | {ratios.Spread("0.00")}{verdict} |";
    }

    private static (string Path, int Warnings) Publish(string client)
    {
        var project = Path.Combine(ChildProcess.BuildConstant("Repository"), "tests", "Qboxmail.Benchmarks", "Native");
        var output = Path.Combine(project, "bin", client);
        // The native linker uses clang by default. Without clang, gcc works too.
        var folders = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator);
        var hasClang = folders.Any(folder => File.Exists(Path.Combine(folder, "clang")));
        string[] compiler = OperatingSystem.IsLinux() && !hasClang ? ["-p:CppCompilerAndLinker=gcc"] : [];
        var lines = ChildProcess.RunDotnet(
            ["publish", project, "-c", "Release", $"-p:Client={client}", "--use-current-runtime", "-nodeReuse:false", "-o", output, .. compiler]);
        var name = OperatingSystem.IsWindows() ? "Qboxmail.Benchmarks.Native.exe" : "Qboxmail.Benchmarks.Native";

        return (Path.Combine(output, name), lines.Count(line => line.Contains("warning", StringComparison.OrdinalIgnoreCase)));
    }

    private static (double Cpu, double Elapsed) Start(string path, string address) =>
        ChildProcess.RunProgram(path, address) is [var line] && line.Split(';') is ["200", var cpu, var elapsed]
            ? (double.Parse(cpu, CultureInfo.InvariantCulture), double.Parse(elapsed, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"{path} did not read the page.");
}
