namespace Qboxmail.Waiting;

internal static class StatusText
{
    public const string NotSeen = "not seen yet";

    public static string Of(string? status, string? statusDetail) => (status, statusDetail) switch
    {
        (null, null) => "without a state",
        (null, _) => statusDetail!,
        (_, null) => status,
        _ => $"{status}/{statusDetail}",
    };
}
