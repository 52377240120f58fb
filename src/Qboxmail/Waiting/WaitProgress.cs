using Qboxmail.Waiting;

namespace Qboxmail;

/// <summary>A progress report of a wait, with the new status of a resource, as passed to <see cref="WaitOptions.Progress"/>.</summary>
public sealed class WaitProgress
{
    /// <summary>Initializes a new instance of the <see cref="WaitProgress"/> class, for use in tests.</summary>
    /// <param name="code">The code of the resource whose status has changed.</param>
    /// <param name="status">The status, as returned by the API, or <see langword="null"/> if there is none.</param>
    /// <param name="statusDetail">The status detail, as returned by the API, or <see langword="null"/> if there is none.</param>
    /// <param name="elapsed">The time since the wait began.</param>
    /// <param name="polls">The number of polls so far.</param>
    public WaitProgress(string code, string? status = null, string? statusDetail = null, TimeSpan elapsed = default, int polls = 1) =>
        (Code, Status, StatusDetail, Elapsed, Polls) = (code ?? throw new ArgumentNullException(nameof(code)), status, statusDetail, elapsed, polls);

    /// <summary>Gets the code of the resource whose status has changed.</summary>
    public string Code { get; }

    /// <summary>Gets the status, as returned by the API, or <see langword="null"/> if there is none.</summary>
    public string? Status { get; }

    /// <summary>Gets the status detail, as returned by the API, or <see langword="null"/> if there is none.</summary>
    public string? StatusDetail { get; }

    /// <summary>Gets the time since the wait began.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>Gets the number of polls so far.</summary>
    public int Polls { get; }

    /// <summary>Gets the number of resources that are ready.</summary>
    public int ReadyCount { get; init; }

    /// <summary>Gets the number of resources that have failed or do not exist.</summary>
    public int FailedCount { get; init; }

    /// <summary>Gets the number of resources that are pending.</summary>
    public int PendingCount { get; init; }

    /// <summary>Returns the status and the status detail.</summary>
    public override string ToString() => StatusText.Of(Status, StatusDetail);
}
