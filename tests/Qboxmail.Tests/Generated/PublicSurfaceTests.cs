using PublicApiGenerator;

namespace Qboxmail.Tests;

public class PublicSurfaceTests
{
    private const string Approved = "tests/Qboxmail.Tests/PublicSurface.approved.txt";

    // The attribute is part of the framework on net10.0 only; elsewhere it is one of the assembly's own, which the generator leaves out.
    private static string Expected =>
#if NETSTANDARD_BUILD
        System.Text.RegularExpressions.Regex.Replace(Repository.Read(Approved), @"^ *\[System\.Diagnostics\.CodeAnalysis\.Experimental\(.*\)\]\n", "", System.Text.RegularExpressions.RegexOptions.Multiline);
#else
        Repository.Read(Approved);
#endif

    /// <summary>What callers can see changes only on purpose. Both builds are held against the same text.</summary>
    [Test]
    public void Is_the_one_that_was_approved()
    {
        var options = new ApiGeneratorOptions { IncludeAssemblyAttributes = false, DenyNamespacePrefixes = [], UseDenyNamespacePrefixesForExtensionMethods = false };
        var surface = typeof(QboxmailClient).Assembly.GeneratePublicApi(options).ReplaceLineEndings("\n").TrimEnd() + "\n";
        var received = Path.Combine(AppContext.BaseDirectory, "PublicSurface.received.txt");
        File.WriteAllText(received, surface);

        Assert.That(surface, Is.EqualTo(Expected), $"The public surface has changed. If that is meant, copy {received} to {Approved}.");
    }
}
