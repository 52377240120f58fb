using Qboxmail.Waiting;

namespace Qboxmail;

/// <summary>One of many resources that were waited for, in its last state.</summary>
/// <typeparam name="T">What was waited for.</typeparam>
public sealed class WaitOutcome<T>
    where T : class
{
    /// <summary>Makes an outcome, for test doubles.</summary>
    /// <param name="code">Code of the resource.</param>
    /// <param name="resource">The resource as it was last seen; null when it never was.</param>
    /// <param name="status">Its state, as the API writes it.</param>
    /// <param name="statusDetail">What went on with it in the background, as the API writes it.</param>
    public WaitOutcome(string code, T? resource, string? status = null, string? statusDetail = null)
    {
        Code = code ?? throw new ArgumentNullException(nameof(code));
        Resource = resource;
        Status = status;
        StatusDetail = statusDetail;
    }

    /// <summary>Code of the resource.</summary>
    public string Code { get; }

    /// <summary>The resource as it was last seen; null when it never was.</summary>
    public T? Resource { get; }

    /// <summary>Its last state, as the API writes it; null when it was never seen.</summary>
    public string? Status { get; }

    /// <summary>What went on with it in the background, as the API writes it; null when the API did not say.</summary>
    public string? StatusDetail { get; }

    /// <summary>State and detail.</summary>
    public override string ToString() => Resource is null ? StatusText.NotFound : StatusText.Of(Status, StatusDetail);
}
