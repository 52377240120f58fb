namespace Qboxmail.Models;

/// <summary>How hard the spam of a domain is filtered.</summary>
public static class AntispamLevel
{
    /// <summary>Not at all.</summary>
    public const int Disabled = 0;

    /// <summary>Little is taken for spam.</summary>
    public const int Permissive = 1;

    /// <summary>As usual.</summary>
    public const int Standard = 2;

    /// <summary>Much is taken for spam.</summary>
    public const int Aggressive = 3;
}
