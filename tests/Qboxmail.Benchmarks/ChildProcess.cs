using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Qboxmail.Benchmarks;

/// <summary>Starts programs of the benchmarks in separate processes, with the <c>dotnet</c> host that runs this one.</summary>
internal static class ChildProcess
{
    // Environment.ProcessPath is either dotnet or the app host, depending on how this process was started.
    private static readonly string Host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    /// <summary>Runs this program, and returns the lines of its output.</summary>
    public static string[] Run(params string[] arguments) => Read(Start(typeof(ChildProcess).Assembly.Location, arguments));

    /// <summary>Runs this program with fully optimized code from the first call, and returns the lines of its output.</summary>
    public static string[] RunOptimized(params string[] arguments) =>
        Read(Start(typeof(ChildProcess).Assembly.Location, arguments, ("DOTNET_TieredCompilation", "0")));

    /// <summary>Runs the server program, and returns the lines of its output.</summary>
    public static string[] RunServer(params string[] arguments) => Read(Start(BuildConstant("Server"), arguments));

    /// <summary>Starts the server program, which runs until its input ends.</summary>
    public static Process StartServer(params string[] arguments) => Start(BuildConstant("Server"), arguments);

    /// <summary>Runs a command of the SDK, and returns the lines of its output.</summary>
    public static string[] RunDotnet(string[] arguments) => Read(StartProgram(Host, arguments));

    /// <summary>Runs a program, and returns the lines of its output.</summary>
    public static string[] RunProgram(string path, params string[] arguments) => Read(StartProgram(path, arguments));

    /// <summary>Gets a value that the build stored in this assembly.</summary>
    public static string BuildConstant(string name) =>
        typeof(ChildProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;

    private static Process Start(string assembly, string[] arguments, (string Name, string Value)? variable = null) =>
        StartProgram(Host, [assembly, .. arguments], variable);

    private static Process StartProgram(string path, string[] arguments, (string Name, string Value)? variable = null)
    {
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };

        if (variable is { } set)
        {
            start.Environment[set.Name] = set.Value;
        }

        return Process.Start(start)!;
    }

    private static string[] Read(Process process)
    {
        using (process)
        {
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();

            return process.ExitCode == 0
                ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                : throw new InvalidOperationException(
                    $"The process {string.Join(' ', process.StartInfo.ArgumentList)} exited with {process.ExitCode}.");
        }
    }
}
