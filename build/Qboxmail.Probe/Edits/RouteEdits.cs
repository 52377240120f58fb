using Qboxmail.Probe.Document;
using Qboxmail.Probe.Results;

namespace Qboxmail.Probe.Edits;

/// <summary>Creates the edits that give an operation another method or path.</summary>
internal static class RouteEdits
{
    /// <summary>
    /// Creates the edits of operations, and of the facts that a test compares with the OpenAPI document, keyed by operation ID. If a maintainer must
    /// decide, the edits are empty.
    /// </summary>
    /// <param name="document">The source files of the OpenAPI document.</param>
    /// <param name="moves">The operations with their new routes.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<Edit>> Of(
        DocumentSources document, IReadOnlyList<(SourceOperation Operation, Route Route)> moves)
    {
        // An operation can move to a path that another operation leaves.
        var leaving = moves.Where(move => move.Route.Path != move.Operation.Path && Of(document, move.Operation, move.Route, []).Count > 0)
            .Select(move => move.Operation.Id).ToHashSet();

        return moves.ToDictionary(move => move.Operation.Id, move => Of(document, move.Operation, move.Route, leaving));
    }

    private static IReadOnlyList<Edit> Of(DocumentSources document, SourceOperation operation, Route route, HashSet<string> leaving)
    {
        if (MethodEdits(operation, route.Method) is not { } method)
        {
            return [];
        }

        var edits = route.Path == operation.Path ? ChangeMethod(operation, route, method)
            : IsRename(document, operation, route, leaving) ? [Rename(operation, route)]
            : RouteMoves.Of(document, operation, route, method, leaving);

        return edits.Count == 0 ? [] : [.. edits, .. KnownFacts.ChangeRoute(document, operation, route)];
    }

    /// <summary>Returns a value indicating whether the move changes only the line of the path in <c>openapi/management.yaml</c>.</summary>
    private static bool IsRename(DocumentSources document, SourceOperation operation, Route route, HashSet<string> leaving) =>
        route.Method == operation.Method
        && document.Operations.Count(other => other.Path == operation.Path) == 1
        && document.Operations.All(other => other.Route.Shape != route.Shape || leaving.Contains(other.Id))
        && route.Parameters.SequenceEqual(operation.Route.Parameters);

    private static Edit Rename(SourceOperation operation, Route route)
    {
        var entry = operation.PathEntry;
        var old = entry.File.Lines[entry.Line - 1];
        return new Edit(entry.File.Name, entry.Line, old, old.Replace($"{operation.Path}:", $"{route.Path}:", StringComparison.Ordinal));
    }

    private static IReadOnlyList<Edit> ChangeMethod(SourceOperation operation, Route route, IReadOnlyList<Edit> method) =>
        operation.PathItem.Entry(route.Method.ToLowerInvariant()) is null ? method : [];

    /// <summary>
    /// Creates the edits within an operation that its new method requires. Returns <see langword="null"/> if a maintainer must decide.
    /// </summary>
    private static IReadOnlyList<Edit>? MethodEdits(SourceOperation operation, string method)
    {
        if (method == operation.Method)
        {
            return [];
        }

        // The probe cannot derive the query parameters that replace the body.
        if (method == "GET" && operation.Node["requestBody"] is not null)
        {
            return null;
        }

        if (CodeEdits(operation, method) is not { } codes)
        {
            return null;
        }

        var entry = operation.MethodEntry;
        var old = entry.File.Lines[entry.Line - 1];
        var key = new Edit(entry.File.Name, entry.Line, old, new string(' ', entry.File.Indent(entry.Line)) + $"{method.ToLowerInvariant()}:");

        return (operation.Method == "GET", method == "GET") switch
        {
            (true, false) => [key, AddIdempotent(operation), .. codes],
            (false, true) => [key, ChangeIdempotent(operation, null), .. codes],
            // A retried DELETE can treat 404 as success. Other methods cannot, so the operation is no longer idempotent.
            _ when operation.Method == "DELETE" => [key, ChangeIdempotent(operation, "false"), .. codes],
            _ => [key, .. codes],
        };
    }

    /// <summary>
    /// Creates the edits of the success status codes. Returns <see langword="null"/> if a maintainer must decide. The OpenAPI document declares 200
    /// and 201 for a POST that returns a resource.
    /// </summary>
    private static IReadOnlyList<Edit>? CodeEdits(SourceOperation operation, string method)
    {
        if ((method == "POST") == (operation.Method == "POST") || operation.Returns is not ("created" or "item"))
        {
            return [];
        }

        var codes = operation.Successes.ToDictionary(success => success.Name);

        if (codes.Values.Any(code => code.IsMerged) || !codes.TryGetValue("200", out var done))
        {
            return null;
        }

        var text = done.File.Text(done.Line, done.LastLine);
        var lines = text.Split('\n');

        return (method == "POST", codes.GetValueOrDefault("201")) switch
        {
            (true, null) => [new Edit(
                done.File.Name, done.LastLine, lines[^1], $"{lines[^1]}\n{text.Replace("\"200\"", "\"201\"", StringComparison.Ordinal)}")],
            (false, { } created) => [new Edit(created.File.Name, created.Line, created.File.Text(created.Line, created.LastLine), "")],
            _ => [],
        };
    }

    // It is unknown whether the operation is idempotent, so clients must not retry it.
    private static Edit AddIdempotent(SourceOperation operation)
    {
        var returns = operation.Node.Entry("x-qboxmail-returns")!;
        var old = returns.File.Lines[returns.Line - 1];
        var indent = new string(' ', returns.File.Indent(returns.Line));
        return new Edit(returns.File.Name, returns.Line, old, $"{old}\n{indent}x-qboxmail-idempotent: false");
    }

    private static Edit ChangeIdempotent(SourceOperation operation, string? value)
    {
        var idempotent = operation.Node.Entry("x-qboxmail-idempotent")!;
        var line = value is null ? "" : $"{new string(' ', idempotent.File.Indent(idempotent.Line))}{idempotent.Name}: {value}";
        return new Edit(idempotent.File.Name, idempotent.Line, idempotent.File.Lines[idempotent.Line - 1], line);
    }
}
