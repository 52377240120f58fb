using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;

namespace Qboxmail.Emulator.Operations;

/// <summary>Validates passwords in CSV files against the rule for mailboxes, because the OpenAPI document has no rule for these files.</summary>
internal static class Passwords
{
    private static readonly string[] HashSchemes = ["{MD5-CRYPT}", "{SHA512-CRYPT}"];

    public static bool IsValid(string password) =>
        HashSchemes.Any(scheme => password.StartsWith(scheme, StringComparison.Ordinal))
        || !SchemaCheck.Errors(
            OpenApiFile.Schema("CreateEmailAccountRequest").Properties["password"], JsonValue.Create(password)).Any();
}
