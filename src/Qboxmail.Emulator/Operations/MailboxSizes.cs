namespace Qboxmail.Emulator.Operations;

internal static class MailboxSizes
{
    /// <summary>The default quota of a mailbox in bytes, according to an older version of the API reference.</summary>
    public const long Default = 8589934592;

    /// <summary>Gets the quotas for which a domain has a separate counter, with the suffix of the counter field.</summary>
    public static IReadOnlyDictionary<long, string> Counted { get; } = new Dictionary<long, string>
    {
        [26843545600] = "25gb",
        [53687091200] = "50gb",
        [107374182400] = "100gb",
    };
}
