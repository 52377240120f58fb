namespace Qboxmail.Json;

/// <summary>Recognizes JSON fields that contain secrets by their names.</summary>
internal static class SecretNames
{
    // Secrets are found by name, because the API reference does not document all fields. A test compares these words with all properties in the
    // OpenAPI document that have the format password.
    private static readonly string[] Words = ["password", "passwd", "token", "secret", "apikey", "api_key", "csv_file_content"];

    public static bool IsSecret(string name) => Array.Exists(Words, word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) is >= 0);
}
