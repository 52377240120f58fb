namespace Qboxmail;

/// <summary>The outcome of one request of a bulk job: the code of the resource, or the exception that the request failed with.</summary>
public class BulkOutcome
{
    /// <summary>Initializes a new instance of the <see cref="BulkOutcome"/> class, for use in tests.</summary>
    /// <param name="code">The code of the resource, or <see langword="null"/> if the request failed.</param>
    /// <param name="created">Whether the request created the resource.</param>
    /// <param name="exception">The exception that the request failed with, or <see langword="null"/> if it succeeded.</param>
    public BulkOutcome(string? code, bool created = false, Exception? exception = null)
    {
        Code = code;
        Created = created;
        Exception = exception;
    }

    /// <summary>Gets the code of the resource, or <see langword="null"/> if the request failed.</summary>
    public string? Code { get; }

    /// <summary>
    /// Gets a value indicating whether the request created the resource; <see langword="false"/> if the resource already existed or the request
    /// failed.
    /// </summary>
    /// <remarks>If the response to the creation was lost but the resource is found afterwards, the value is <see langword="true"/>.</remarks>
    public bool Created { get; }

    /// <summary>Gets the exception that the request failed with, or <see langword="null"/> if it succeeded.</summary>
    public Exception? Exception { get; }

    /// <summary>
    /// Gets a value indicating whether the request was not sent because the job had stopped. <see cref="Exception"/> contains the reason.
    /// </summary>
    public bool Skipped { get; init; }
}

/// <summary>The outcome of one request of a bulk job, together with the request.</summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
public sealed class BulkOutcome<TRequest> : BulkOutcome
    where TRequest : class
{
    /// <summary>Initializes a new instance of the <see cref="BulkOutcome{TRequest}"/> class, for use in tests.</summary>
    /// <param name="request">The request.</param>
    /// <param name="code">The code of the resource, or <see langword="null"/> if the request failed.</param>
    /// <param name="created">Whether the request created the resource.</param>
    /// <param name="exception">The exception that the request failed with, or <see langword="null"/> if it succeeded.</param>
    public BulkOutcome(TRequest request, string? code, bool created = false, Exception? exception = null)
        : base(code, created, exception) =>
        Request = request ?? throw new ArgumentNullException(nameof(request));

    /// <summary>Gets the request.</summary>
    public TRequest Request { get; }
}
