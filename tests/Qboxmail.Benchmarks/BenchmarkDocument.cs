using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Qboxmail.Benchmarks;

/// <summary>Writes the sections of <c>docs/benchmarks.md</c>, each with the date and the machine of its run.</summary>
internal static class BenchmarkDocument
{
    private static readonly string Path = System.IO.Path.Combine(ChildProcess.BuildConstant("Repository"), "docs", "benchmarks.md");

    /// <summary>Prints a section, and replaces the section of that title in the document.</summary>
    public static void Write(string title, string content)
    {
        var version = typeof(QboxmailClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        var machine = string.Create(
            CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} processors, "
            + $"{RuntimeInformation.RuntimeIdentifier}, {RuntimeInformation.FrameworkDescription}");
        var shortVersion = version[..Math.Min(version.Length, 13)];
        var section = $"## {title}\n\nMeasured: {machine}, Qboxmail {shortVersion}.\n\n{content.ReplaceLineEndings("\n").Trim()}\n";
        Console.WriteLine(section);

        var text = File.ReadAllText(Path);
        var pattern = $@"## {Regex.Escape(title)}\n.*?(?=\n## |\z)";
        File.WriteAllText(Path, Regex.IsMatch(text, pattern, RegexOptions.Singleline)
            ? Regex.Replace(text, pattern, section.Replace("$", "$$", StringComparison.Ordinal), RegexOptions.Singleline)
            : $"{text.TrimEnd()}\n\n{section}");
    }
}
