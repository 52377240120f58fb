using Qboxmail.Waiting;

namespace Qboxmail;

/// <summary>The outcome of a bulk wait for one resource, with its last known state.</summary>
/// <typeparam name="T">The type of the resource.</typeparam>
public sealed class WaitOutcome<T>
    where T : class
{
    /// <summary>Initializes a new instance of the <see cref="WaitOutcome{T}"/> class, for use in tests.</summary>
    /// <param name="code">The code of the resource.</param>
    /// <param name="resource">The resource in its last known state, or <see langword="null"/> if no poll found it.</param>
    /// <param name="status">The status, as returned by the API.</param>
    /// <param name="statusDetail">The status detail, as returned by the API.</param>
    public WaitOutcome(string code, T? resource, string? status = null, string? statusDetail = null) =>
        (Code, Resource, Status, StatusDetail) = (code ?? throw new ArgumentNullException(nameof(code)), resource, status, statusDetail);

    /// <summary>Gets the code of the resource.</summary>
    public string Code { get; }

    /// <summary>Gets the resource in its last known state, or <see langword="null"/> if no poll found it.</summary>
    public T? Resource { get; }

    /// <summary>Gets the last status, as returned by the API, or <see langword="null"/> if there was none.</summary>
    public string? Status { get; }

    /// <summary>Gets the last status detail, as returned by the API, or <see langword="null"/> if there was none.</summary>
    public string? StatusDetail { get; }

    /// <summary>Returns the status and the status detail.</summary>
    public override string ToString() => Resource is null ? "not found" : StatusText.Of(Status, StatusDetail);
}
