namespace Qboxmail.Probe.StandIns;

/// <summary>The behaviors of a stand-in for the provider's reference.</summary>
internal enum DocsBehavior
{
    /// <summary>Each route has a page. All other addresses return 404.</summary>
    Pages,

    /// <summary>Every address returns 404.</summary>
    Empty,

    /// <summary>A single-page application: every address has the same text, without a path.</summary>
    SinglePage,

    /// <summary>Every address has the same text, with all paths in its navigation.</summary>
    Navigation,

    /// <summary>Every address redirects to the start page of another site.</summary>
    Moved,
}
