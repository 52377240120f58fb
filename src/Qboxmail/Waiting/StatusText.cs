namespace Qboxmail.Waiting;

internal static class StatusText
{
    public static string Of(string? status, string? statusDetail) => (status, statusDetail) switch
    {
        (null, null) => "not seen yet",
        (null, _) => statusDetail!,
        (_, null) => status,
        _ => $"{status}/{statusDetail}",
    };
}
