using System.Text.Json;
using Qboxmail.Emulator.Document;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Qboxmail.Probe.StandIns;

/// <summary>The OpenAPI document that the stand-ins follow.</summary>
/// <param name="Name">The suffix for the output folder; empty for the document of the repository.</param>
/// <param name="Copy">A changed copy of the document as JSON, or <see langword="null"/> for the document of the repository.</param>
/// <param name="Changes">The places that the probe must report, or <see langword="null"/> if they are unknown.</param>
internal sealed record StandInDocument(string Name, string? Copy, IReadOnlyList<string>? Changes)
{
    /// <summary>The value of <c>--stand-in</c> that selects a copy with 30 changes.</summary>
    public const string Edited = "edited";

    private const string Bundle = "openapi/dist/generator";

    /// <summary>Reads the document that the value of <c>--stand-in</c> selects.</summary>
    /// <param name="choice">
    /// <c>edited</c>, a file with a changed copy of the bundle, or <see langword="null"/> for the document of the repository.
    /// </param>
    /// <param name="repository">The root folder of the repository.</param>
    /// <exception cref="UsageException">The file is not a copy of the bundle.</exception>
    public static StandInDocument Read(string? choice, string repository)
    {
        switch (choice)
        {
            case null:
                return new("", Copy: null, Changes: []);
            case Edited:
                var changed = ChangedDocument.With30Changes(File.ReadAllText(Path.Combine(repository, $"{Bundle}.json")));
                return new(Edited, changed.Text, changed.Places);
            default:
                return new("copy", ToJson(File.ReadAllText(choice)), Changes: null);
        }
    }

    /// <summary>Makes the stand-ins of this process follow the document. Call this method before the first stand-in starts.</summary>
    public void Use()
    {
        if (Copy is not null)
        {
            OpenApiFile.UseCopy(Copy);
        }
    }

    private static string ToJson(string yaml)
    {
        try
        {
            // The YAML parser also accepts JSON.
            var document = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object>(yaml);
            var json = new SerializerBuilder().JsonCompatible().Build().Serialize(document);
            using var parsed = JsonDocument.Parse(json);
            return parsed.RootElement.ValueKind == JsonValueKind.Object && parsed.RootElement.TryGetProperty("x-qboxmail-parts", out _)
                ? json
                : throw new UsageException($"The file is not a copy of {Bundle}.yaml. Pass a changed copy of that bundle to --stand-in.");
        }
        catch (YamlException exception)
        {
            throw new UsageException($"The file is not valid YAML or JSON. Correct this error: {exception.Message}");
        }
    }
}
