using System.Reflection;
using Qboxmail.Http;

namespace Qboxmail.Tests;

/// <summary>Changes the operations of a client until disposal, so that a test does not depend on the present document.</summary>
internal sealed class ChangedOperations : IDisposable
{
    private readonly List<(FieldInfo Field, ApiOperation Operation, object? Former)> _former = [];

    private ChangedOperations(Type client, params (string Property, object Value)[] changes)
    {
        var operations = client.GetFields(BindingFlags.Static | BindingFlags.NonPublic)
            .Select(field => field.GetValue(null)).OfType<ApiOperation>().ToList();

        foreach (var (property, value) in changes)
        {
            var field = typeof(ApiOperation).GetField($"<{property}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic)!;

            foreach (var operation in operations)
            {
                _former.Add((field, operation, field.GetValue(operation)));
                field.SetValue(operation, value);
            }
        }
    }

    /// <summary>Turns the operations into guesses.</summary>
    public static ChangedOperations Guesses(Type client, string candidates = "") =>
        new(client, (nameof(ApiOperation.IsInferred), true), (nameof(ApiOperation.Candidates), candidates));

    /// <summary>Gives the lists a maximum of the page size.</summary>
    public static ChangedOperations LargestPage(Type client, int size) => new(client, (nameof(ApiOperation.LargestPage), size));

    public void Dispose() => _former.ForEach(former => former.Field.SetValue(former.Operation, former.Former));
}
