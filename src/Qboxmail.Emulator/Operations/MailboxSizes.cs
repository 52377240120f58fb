namespace Qboxmail.Emulator.Operations;

internal static class MailboxSizes
{
    /// <summary>8 GB, the default in an older reference.</summary>
    public const long Default = 8589934592;

    /// <summary>Gets the sizes that domains count separately, with the suffixes of their fields.</summary>
    public static IReadOnlyDictionary<long, string> Counted { get; } = new Dictionary<long, string>
    {
        [26843545600] = "25gb",
        [53687091200] = "50gb",
        [107374182400] = "100gb",
    };
}
