using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;

namespace Qboxmail.Emulator.Operations;

/// <summary>Passwords that stand in CSV files, where the document cannot check them itself.</summary>
internal static class Passwords
{
    private static readonly string[] HashSchemes = ["{MD5-CRYPT}", "{SHA512-CRYPT}"];

    public static bool IsValid(string password) =>
        HashSchemes.Any(scheme => password.StartsWith(scheme, StringComparison.Ordinal))
        || !SchemaCheck.Errors(
            OpenApiFile.Document.Components!.Schemas!["CreateEmailAccountRequest"].Properties!["password"], JsonValue.Create(password)).Any();
}
