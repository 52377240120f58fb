namespace Qboxmail.Json;

/// <summary>Recognizes JSON fields that contain secrets by their names.</summary>
internal static class SecretNames
{
    // The format in the OpenAPI document is not enough, because the API reference omits some fields, such as the one with a new token. A test
    // compares these words with all properties of the format password.
    private static readonly string[] Words = ["password", "passwd", "token", "secret", "apikey", "api_key", "csv_file_content"];

    public static bool IsSecret(string name) => Array.Exists(Words, word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) is >= 0);
}
