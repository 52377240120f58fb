using System.Diagnostics;
using System.Reflection;

namespace Qboxmail.Testing;

/// <summary>Secrets that a test can find wherever they appear: two that requests contain, one that responses contain.</summary>
public static class Marks
{
    /// <summary>Occurs in the token and in the password, whatever their encoding.</summary>
    public const string SentCore = "SENTMARK";

    /// <summary>Occurs in the secret of responses, whatever its encoding.</summary>
    public const string ReceivedCore = "RECEIVEDMARK";

    // The first character never completes an escape sequence of corrupted text before it.
    public const string Token = "kk-SENTMARK-0123456789";

    /// <summary>A password with characters that JSON, URLs and HTML must escape.</summary>
    public const string Sent = "p\"a\\s'ü&<w d>/%+SENTMARK";

    /// <summary>A secret that responses contain.</summary>
    public const string Received = "RECEIVEDMARK-0123456789";

    /// <summary>Returns whether a text contains a mark, also in UTF-16 or UTF-32 that was decoded as UTF-8.</summary>
    public static bool AreIn(string text)
    {
        var plain = text.Replace("\0", "", StringComparison.Ordinal);
        return plain.Contains(SentCore, StringComparison.Ordinal) || plain.Contains(ReceivedCore, StringComparison.Ordinal);
    }

    /// <summary>Sets every property of a request that contains a password.</summary>
    public static object Send(object request)
    {
        foreach (var property in Passwords(request))
        {
            property.SetValue(request, Sent);
        }

        return request;
    }

    /// <summary>Returns the properties of a request that contain a password: the generator hides them from the debugger.</summary>
    public static IEnumerable<PropertyInfo> Passwords(object request) =>
        request.GetType().GetProperties().Where(property =>
            property.GetCustomAttribute<DebuggerBrowsableAttribute>()?.State == DebuggerBrowsableState.Never);
}
