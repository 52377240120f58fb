using System.Collections.Concurrent;

namespace Qboxmail.Http;

/// <summary>The inferred operations that have succeeded once. Until then, a 404 can mean that the guessed path is wrong.</summary>
internal sealed class ConfirmedOperations
{
    private readonly ConcurrentDictionary<string, bool> _ids = new(StringComparer.Ordinal);

    public void Add(ApiOperation operation)
    {
        if (operation.IsInferred)
        {
            _ids.TryAdd(operation.Id, true);
        }
    }

    /// <summary>Returns a value indicating whether nothing has shown yet that the method and the path of the operation exist.</summary>
    public bool IsGuess(ApiOperation operation) => operation.IsInferred && !_ids.ContainsKey(operation.Id);
}
