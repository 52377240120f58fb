namespace Qboxmail.Waiting;

/// <summary>Converts status values to strings, compares them ignoring case, and combines them for messages.</summary>
internal static class StatusText
{
    /// <summary>Converts a status value (string, open enumeration or number) to a string.</summary>
    public static string? From(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;

    /// <summary>Returns whether a value is one of the specified states. A <see langword="null"/> state matches a missing value.</summary>
    public static bool IsAnyOf(object? value, params string?[] states)
    {
        var text = From(value);
        return states.Any(state => string.Equals(state, text, StringComparison.OrdinalIgnoreCase));
    }

    public static string Of(string? status, string? statusDetail) => (status, statusDetail) switch
    {
        (null, null) => "without a status",
        (null, _) => statusDetail,
        (_, null) => status,
        _ => $"{status}/{statusDetail}",
    };
}
