using Qboxmail.Waiting;

namespace Qboxmail;

/// <summary>Reports a new state of a resource during a wait.</summary>
public sealed class WaitProgress
{
    internal WaitProgress(string code, string? status, string? statusDetail, TimeSpan elapsed, int polls)
    {
        Code = code;
        Status = status;
        StatusDetail = statusDetail;
        Elapsed = elapsed;
        Polls = polls;
    }

    /// <summary>Gets the code of the resource whose state has changed.</summary>
    public string Code { get; }

    /// <summary>Gets the state as the API writes it; null when there is none.</summary>
    public string? Status { get; }

    /// <summary>Gets the detail of the state as the API writes it; null when there is none.</summary>
    public string? StatusDetail { get; }

    /// <summary>Gets the time since the wait began.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>Gets the number of polls so far.</summary>
    public int Polls { get; }

    /// <summary>Gets the number of resources that are ready.</summary>
    public int ReadyCount { get; internal init; }

    /// <summary>Gets the number of resources that have failed or do not exist.</summary>
    public int FailedCount { get; internal init; }

    /// <summary>Gets the number of resources that are pending.</summary>
    public int PendingCount { get; internal init; }

    /// <summary>Returns the state and its detail.</summary>
    public override string ToString() => StatusText.Of(Status, StatusDetail);
}
