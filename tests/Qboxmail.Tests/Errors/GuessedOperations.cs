using System.Reflection;
using Qboxmail.Http;

namespace Qboxmail.Tests;

/// <summary>Turns operations into guesses until it is disposed of, whatever the document knows about them by now.</summary>
internal sealed class GuessedOperations : IDisposable
{
    private static readonly FieldInfo IsInferred = Field(nameof(ApiOperation.IsInferred));
    private static readonly FieldInfo Candidates = Field(nameof(ApiOperation.Candidates));

    private readonly List<(ApiOperation Operation, bool IsInferred, string Candidates)> _former;

    private GuessedOperations(IEnumerable<ApiOperation> operations, string candidates)
    {
        _former = [.. operations.Select(operation => (operation, operation.IsInferred, operation.Candidates))];
        _former.ForEach(former => Set(former.Operation, isInferred: true, candidates));
    }

    /// <summary>Turns all operations of a client into guesses with the given candidates.</summary>
    public static GuessedOperations Of(Type client, string candidates = "") => new(
        client.GetFields(BindingFlags.Static | BindingFlags.NonPublic).Select(field => field.GetValue(null)).OfType<ApiOperation>(), candidates);

    public void Dispose() => _former.ForEach(former => Set(former.Operation, former.IsInferred, former.Candidates));

    private static void Set(ApiOperation operation, bool isInferred, string candidates)
    {
        IsInferred.SetValue(operation, isInferred);
        Candidates.SetValue(operation, candidates);
    }

    private static FieldInfo Field(string property) =>
        typeof(ApiOperation).GetField($"<{property}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic)!;
}
