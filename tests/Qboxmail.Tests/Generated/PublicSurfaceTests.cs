#if NETSTANDARD_BUILD
using System.Text.RegularExpressions;
#endif
using PublicApiGenerator;

namespace Qboxmail.Tests;

public class PublicSurfaceTests
{
    private const string Approved = "tests/Qboxmail.Tests/PublicSurface.approved.txt";

    // On netstandard2.0 both attributes are internal types, which the generator omits, and System.Text.Json has no converters.
    private static string Expected =>
#if NETSTANDARD_BUILD
        Regex.Replace(
            Repository.Read(Approved),
            @"^ *\[System\.[A-Za-z.]*\.(Experimental|OverloadResolutionPriority)\(.*\)\]\n|^namespace Qboxmail\.Json\n(?s:.*?)^\}\n",
            "", RegexOptions.Multiline);
#else
        Repository.Read(Approved);
#endif

    /// <summary>The public surface changes only on purpose. Both builds are compared with the same text.</summary>
    [Test]
    public void The_public_surface_matches_the_approved_file()
    {
        var options = new ApiGeneratorOptions
        {
            IncludeAssemblyAttributes = false,
            DenyNamespacePrefixes = [],
            // Every enumeration, open value and event has them, as PlainDataTests show.
            ExcludeAttributes =
            [
                "System.ComponentModel.TypeConverterAttribute",
                "System.Text.Json.Serialization.JsonConverterAttribute",
                "System.Text.Json.Serialization.JsonDerivedTypeAttribute",
            ],
            UseDenyNamespacePrefixesForExtensionMethods = false,
        };
        var surface = typeof(QboxmailClient).Assembly.GeneratePublicApi(options).ReplaceLineEndings("\n").TrimEnd() + "\n";
        var received = Path.Combine(AppContext.BaseDirectory, "PublicSurface.received.txt");
        File.WriteAllText(received, surface);

        Assert.That(surface, Is.EqualTo(Expected), $"The public surface changed. If the change is intended, copy {received} to {Approved}.");
    }
}
