namespace Qboxmail;

/// <summary>The result of creating a resource unless it exists: the resource, and whether the call created it.</summary>
/// <typeparam name="T">The type of the resource.</typeparam>
public sealed class CreateIfNotExistsResult<T>
    where T : class
{
    /// <summary>Initializes a new instance of the <see cref="CreateIfNotExistsResult{T}"/> class, for use in tests.</summary>
    /// <param name="created">Whether the call created the resource.</param>
    /// <param name="code">The code of the resource.</param>
    /// <param name="resource">The resource.</param>
    public CreateIfNotExistsResult(bool created, string code, T resource)
    {
        Created = created;
        Code = code ?? throw new ArgumentNullException(nameof(code));
        Resource = resource ?? throw new ArgumentNullException(nameof(resource));
    }

    /// <summary>
    /// Gets a value indicating whether the call created the resource; <see langword="false"/> if it already existed or someone else created it first.
    /// </summary>
    /// <remarks>If the response to the creation was lost but the resource is found afterwards, the value is <see langword="true"/>.</remarks>
    public bool Created { get; }

    /// <summary>Gets the code of the resource.</summary>
    public string Code { get; }

    /// <summary>Gets the resource in its last known state. A new resource may not be active yet: wait until it is ready before you use it.</summary>
    public T Resource { get; }
}
