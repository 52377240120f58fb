namespace Qboxmail.Json;

/// <summary>Recognizes secret fields by their names.</summary>
internal static class SecretNames
{
    // By name, because a new token is returned in a field that the reference does not show. A test compares the words with every property of the
    // OpenAPI document whose format is password.
    private static readonly string[] Words = ["password", "passwd", "token", "secret", "apikey", "api_key", "csv_file_content"];

    public static bool IsSecret(string name) => Array.Exists(Words, word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) is >= 0);
}
