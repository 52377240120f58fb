namespace Qboxmail;

/// <summary>The outcome of one request of a bulk job: the code of the resource, or the reason why the request failed.</summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
public sealed class BulkOutcome<TRequest>
    where TRequest : class
{
    /// <summary>Initializes an outcome, for test doubles.</summary>
    /// <param name="request">The request.</param>
    /// <param name="code">The code of the resource; null when the request failed.</param>
    /// <param name="created">Whether the request created the resource.</param>
    /// <param name="exception">The reason why the request failed; null when it succeeded.</param>
    public BulkOutcome(TRequest request, string? code, bool created = false, Exception? exception = null)
    {
        Request = request ?? throw new ArgumentNullException(nameof(request));
        Code = code;
        Created = created;
        Exception = exception;
    }

    /// <summary>Gets the request.</summary>
    public TRequest Request { get; }

    /// <summary>Gets the code of the resource; null when the request failed.</summary>
    public string? Code { get; }

    /// <summary>Gets a value indicating whether the request created the resource; false when it existed already, or the request failed.</summary>
    /// <remarks>When the response to the creation was lost and the resource exists afterwards, it counts as created by the request.</remarks>
    public bool Created { get; }

    /// <summary>Gets the reason why the request failed; null when it succeeded.</summary>
    public Exception? Exception { get; }
}
