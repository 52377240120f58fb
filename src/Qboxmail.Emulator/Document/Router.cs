namespace Qboxmail.Emulator.Document;

/// <summary>Finds the operation for a request by the paths of the document.</summary>
internal sealed class Router
{
    private readonly List<Operation> _operations;

    public Router() =>
        _operations =
        [
            .. OpenApiFile.Document.Paths
                .SelectMany(path => path.Value.Operations!.Select(operation => new Operation(path.Key, operation.Key, path.Value, operation.Value)))
                // Written-out parts before parameters, as in /api/domains/without_manager.
                .OrderBy(operation => operation.Segments.Count(IsParameter)),
        ];

    public static Router Default { get; } = new();

    public IReadOnlyList<Operation> Operations => _operations;

    /// <param name="method">HTTP method.</param>
    /// <param name="segments">The parts of the path, unescaped.</param>
    /// <param name="methods">The methods that find an operation.</param>
    public Operation? Find(string method, IReadOnlyList<string> segments, out IReadOnlyList<string> methods)
    {
        var matches = _operations.Where(operation => Matches(operation, segments)).ToList();
        methods = [.. matches.Select(operation => operation.Method).Distinct()];
        return matches.Find(operation => operation.Method == method);
    }

    public static Dictionary<string, string> Values(Operation operation, IReadOnlyList<string> segments) =>
        operation.Segments.Zip(segments).Where(pair => IsParameter(pair.First)).ToDictionary(pair => pair.First.Trim('{', '}'), pair => pair.Second);

    private static bool Matches(Operation operation, IReadOnlyList<string> segments) =>
        operation.Segments.Count == segments.Count
        && operation.Segments.Zip(segments).All(pair => IsParameter(pair.First) || string.Equals(pair.First, pair.Second, StringComparison.Ordinal));

    private static bool IsParameter(string segment) => segment.StartsWith('{');
}
