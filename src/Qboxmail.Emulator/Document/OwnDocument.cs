using System.Text.Json;
using System.Text.RegularExpressions;

namespace Qboxmail.Emulator.Document;

/// <summary>The bundled document with another server.</summary>
internal static partial class OwnDocument
{
    /// <param name="server">Address that takes the place of all servers which the document names.</param>
    public static string At(string server) =>
        Servers().Replace(OpenApiFile.Text, _ => $"servers:\n  - url: {JsonSerializer.Serialize(server)}\n    description: The emulator\n", 1);

    [GeneratedRegex(@"^servers:\n( .*\n)+", RegexOptions.Multiline)]
    private static partial Regex Servers();
}
