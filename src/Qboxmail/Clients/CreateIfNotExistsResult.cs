namespace Qboxmail;

/// <summary>The result of creating a resource unless it exists: the resource, and whether the call created it.</summary>
/// <typeparam name="T">The type of the resource.</typeparam>
public sealed class CreateIfNotExistsResult<T>
    where T : class
{
    /// <summary>Initializes a result, for test doubles.</summary>
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
    /// Gets a value indicating whether the call created the resource; false when it existed already, or someone else created it first.
    /// </summary>
    /// <remarks>When the response to the creation was lost and the resource exists afterwards, it counts as created by the call.</remarks>
    public bool Created { get; }

    /// <summary>Gets the code of the resource.</summary>
    public string Code { get; }

    /// <summary>Gets the resource in its last known state. A new resource is still being activated: wait until it is ready before using it.</summary>
    public T Resource { get; }
}
