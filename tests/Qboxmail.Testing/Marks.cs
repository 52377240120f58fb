using System.Diagnostics;
using System.Reflection;

namespace Qboxmail.Testing;

/// <summary>Secrets that a test can find wherever they appear. Requests contain two of them, and responses contain one.</summary>
public static class Marks
{
    /// <summary>The part of the token and password that every encoding preserves.</summary>
    public const string SentCore = "SENTMARK";

    /// <summary>The part of the secret in responses that every encoding preserves.</summary>
    public const string ReceivedCore = "RECEIVEDMARK";

    // The first character never completes an escape sequence in corrupted text before the token.
    public const string Token = "kk-SENTMARK-0123456789";

    /// <summary>A password with characters that JSON, URLs and HTML must escape.</summary>
    public const string Sent = "p\"a\\s'ü&<w d>/%+SENTMARK";

    /// <summary>A secret that responses contain.</summary>
    public const string Received = "RECEIVEDMARK-0123456789";

    /// <summary>Returns a value indicating whether the text contains a mark, even in UTF-16 or UTF-32 that was decoded as UTF-8.</summary>
    public static bool AreIn(string text)
    {
        var plain = text.Replace("\0", "", StringComparison.Ordinal);
        return plain.Contains(SentCore, StringComparison.Ordinal) || plain.Contains(ReceivedCore, StringComparison.Ordinal);
    }

    /// <summary>Sets every property of a request that contains a password, and returns the request.</summary>
    public static object Send(object request)
    {
        foreach (var property in Passwords(request))
        {
            property.SetValue(request, Sent);
        }

        return request;
    }

    /// <summary>Gets the password properties of a request model, which the generator hides from the debugger.</summary>
    public static IEnumerable<PropertyInfo> Passwords(object request) =>
        request.GetType().GetProperties().Where(property =>
            property.GetCustomAttribute<DebuggerBrowsableAttribute>()?.State == DebuggerBrowsableState.Never);
}
