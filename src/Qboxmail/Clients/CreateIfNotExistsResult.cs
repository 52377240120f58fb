namespace Qboxmail;

/// <summary>A resource that exists now, and whether the call created it.</summary>
/// <typeparam name="T">What was to exist.</typeparam>
public sealed class CreateIfNotExistsResult<T>
    where T : class
{
    /// <summary>Makes a result, for test doubles.</summary>
    /// <param name="created">Whether the call created it.</param>
    /// <param name="code">Its code.</param>
    /// <param name="resource">The resource.</param>
    public CreateIfNotExistsResult(bool created, string code, T resource)
    {
        Created = created;
        Code = code ?? throw new ArgumentNullException(nameof(code));
        Resource = resource ?? throw new ArgumentNullException(nameof(resource));
    }

    /// <summary>Whether the call created it; false when it was there already, or somebody else created it meanwhile.</summary>
    /// <remarks>When the answer to the creation was lost and the resource is there afterwards, it counts as created by the call.</remarks>
    public bool Created { get; }

    /// <summary>Code of the resource.</summary>
    public string Code { get; }

    /// <summary>The resource as it was last seen. A new one is still being activated: wait until it is ready before using it.</summary>
    public T Resource { get; }
}
