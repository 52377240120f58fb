namespace Qboxmail.Emulator.Operations;

internal static class MailboxSizes
{
    /// <summary>8 GB, the default of an older reference.</summary>
    public const long Default = 8589934592;

    /// <summary>Sizes whose mailboxes are counted apart, with the ends of the names of the fields.</summary>
    public static IReadOnlyDictionary<long, string> Counted { get; } = new Dictionary<long, string>
    {
        [26843545600] = "25gb",
        [53687091200] = "50gb",
        [107374182400] = "100gb",
    };
}
