namespace Qboxmail.Emulator.Behaviour;

internal static class MailboxSizes
{
    /// <summary>8 GB, the default of an older reference.</summary>
    public const long Default = 8589934592;
}
