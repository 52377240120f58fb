namespace Qboxmail;

/// <summary>The outcome of one request of a bulk job: the code of the resource, or the reason why the request failed.</summary>
public class BulkOutcome
{
    /// <summary>Initializes an outcome, for test doubles.</summary>
    /// <param name="code">The code of the resource; null when the request failed.</param>
    /// <param name="created">Whether the request created the resource.</param>
    /// <param name="exception">The reason why the request failed; null when it succeeded.</param>
    public BulkOutcome(string? code, bool created = false, Exception? exception = null)
    {
        Code = code;
        Created = created;
        Exception = exception;
    }

    /// <summary>Gets the code of the resource; null when the request failed.</summary>
    public string? Code { get; }

    /// <summary>Gets a value indicating whether the request created the resource; false when it existed already, or the request failed.</summary>
    /// <remarks>When the response to the creation was lost and the resource exists afterwards, it counts as created by the request.</remarks>
    public bool Created { get; }

    /// <summary>Gets the reason why the request failed; null when it succeeded.</summary>
    public Exception? Exception { get; }

    /// <summary>
    /// Gets a value indicating whether the request was not sent, because the job had stopped. <see cref="Exception"/> contains the reason.
    /// </summary>
    public bool Skipped { get; init; }
}

/// <summary>The outcome of one request of a bulk job, with the request.</summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
public sealed class BulkOutcome<TRequest> : BulkOutcome
    where TRequest : class
{
    /// <summary>Initializes an outcome, for test doubles.</summary>
    /// <param name="request">The request.</param>
    /// <param name="code">The code of the resource; null when the request failed.</param>
    /// <param name="created">Whether the request created the resource.</param>
    /// <param name="exception">The reason why the request failed; null when it succeeded.</param>
    public BulkOutcome(TRequest request, string? code, bool created = false, Exception? exception = null)
        : base(code, created, exception) =>
        Request = request ?? throw new ArgumentNullException(nameof(request));

    /// <summary>Gets the request.</summary>
    public TRequest Request { get; }
}
