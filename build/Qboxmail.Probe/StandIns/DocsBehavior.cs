namespace Qboxmail.Probe.StandIns;

/// <summary>Specifies how a stand-in for the provider's API reference responds.</summary>
internal enum DocsBehavior
{
    /// <summary>Each route has a page. All other URLs return 404 (Not Found).</summary>
    Pages,

    /// <summary>Every URL returns 404 (Not Found).</summary>
    Empty,

    /// <summary>A single-page application: every URL returns the same text, which contains no path.</summary>
    SinglePage,

    /// <summary>Every URL returns the same text, which contains all paths in its navigation.</summary>
    Navigation,

    /// <summary>Every URL redirects to the start page, as if the site had moved.</summary>
    Moved,
}
