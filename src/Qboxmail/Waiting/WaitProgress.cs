using Qboxmail.Waiting;

namespace Qboxmail;

/// <summary>What a wait has seen.</summary>
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

    /// <summary>Code of the resource whose state is new.</summary>
    public string Code { get; }

    /// <summary>Its state, as the API writes it; null when there is none, also while the resource does not show yet.</summary>
    public string? Status { get; }

    /// <summary>What goes on with it in the background, as the API writes it; null when the API does not say.</summary>
    public string? StatusDetail { get; }

    /// <summary>Time since the wait began.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>How often the API was asked.</summary>
    public int Polls { get; }

    /// <summary>How many of the resources that are waited for are ready.</summary>
    public int ReadyCount { get; internal init; }

    /// <summary>How many have failed or do not exist.</summary>
    public int FailedCount { get; internal init; }

    /// <summary>How many are pending.</summary>
    public int PendingCount { get; internal init; }

    /// <summary>State and detail.</summary>
    public override string ToString() => StatusText.Of(Status, StatusDetail);
}
