namespace Qboxmail.Emulator.Operations;

internal static class MailboxSizes
{
    /// <summary>The default size according to an older version of the reference: 8 GB.</summary>
    public const long Default = 8589934592;

    /// <summary>Gets the sizes for which a domain has its own counter, with the suffixes of the counter fields.</summary>
    public static IReadOnlyDictionary<long, string> Counted { get; } = new Dictionary<long, string>
    {
        [26843545600] = "25gb",
        [53687091200] = "50gb",
        [107374182400] = "100gb",
    };
}
