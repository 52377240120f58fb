namespace Qboxmail.Models;

/// <summary>
/// The sizes of mailboxes in bytes that the API accepts. 50 GB needs the plan professional or enterprise, 100 GB the plan enterprise. Billed are 8, 25,
/// 50 and 100 GB; a smaller size counts as the next of them.
/// </summary>
public static class MailboxQuota
{
    /// <summary>50 MB.</summary>
    public const long Size50MB = 50L << 20;

    /// <summary>1 GB.</summary>
    public const long Size1GB = 1L << 30;

    /// <summary>2 GB.</summary>
    public const long Size2GB = 2L << 30;

    /// <summary>3 GB.</summary>
    public const long Size3GB = 3L << 30;

    /// <summary>4 GB.</summary>
    public const long Size4GB = 4L << 30;

    /// <summary>5 GB.</summary>
    public const long Size5GB = 5L << 30;

    /// <summary>6 GB.</summary>
    public const long Size6GB = 6L << 30;

    /// <summary>7 GB.</summary>
    public const long Size7GB = 7L << 30;

    /// <summary>8 GB.</summary>
    public const long Size8GB = 8L << 30;

    /// <summary>16 GB.</summary>
    public const long Size16GB = 16L << 30;

    /// <summary>25 GB.</summary>
    public const long Size25GB = 25L << 30;

    /// <summary>50 GB, for the plans professional and enterprise.</summary>
    public const long Size50GB = 50L << 30;

    /// <summary>100 GB, for the plan enterprise.</summary>
    public const long Size100GB = 100L << 30;

    /// <summary>All sizes, smallest first.</summary>
    public static IReadOnlyList<long> All { get; } =
    [
        Size50MB, Size1GB, Size2GB, Size3GB, Size4GB, Size5GB, Size6GB, Size7GB, Size8GB, Size16GB, Size25GB, Size50GB, Size100GB,
    ];
}
