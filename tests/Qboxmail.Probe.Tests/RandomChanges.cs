using Qboxmail.Probe.StandIns;

namespace Qboxmail.Probe.Tests;

/// <summary>Chooses 30 changes of the document: operations that move to a candidate, other codes, new fields and other formats of instants.</summary>
internal static class RandomChanges
{
    // Schemas of documented lists, in each of which the stand-in has an item.
    private static readonly string[] Schemas =
        ["Domain", "EmailAccount", "EmailAlias", "OutboundLimit", "TeamMember", "Migration", "DeliveryDomain", "DeliveryAccount", "SuppressionEntry"];

    private static readonly string[] Fields =
    [
        """{ "type": "string", "example": "Basic" }""", """{ "type": "integer", "example": 7 }""", """{ "type": "boolean", "example": false }""",
        """{ "type": "string", "example": "2026-04-16T09:12:33Z" }""", """{ "type": "array", "items": { "type": "string" }, "example": ["first"] }""",
    ];

    private static readonly string[] Times =
    [
        "2026-04-16 09:12:33 UTC", "16/04/2026 11:12", "2026-04-16T10:40:00Z", "2026-04-16T12:12:33+0200", "2026-04-16", "2026-04-16 11:12:33",
    ];

    /// <summary>Makes the changes of a seed, or the fixed ones without a seed.</summary>
    public static ChangedDocument Make(string bundle, int? seed)
    {
        if (seed is not { } number)
        {
            return ChangedDocument.With30Changes(bundle);
        }

        var random = new Random(number);
        var document = new ChangedDocument(bundle);
        Move(document, random);

        var reads = Harness.Document.Operations.Where(operation => operation is { Method: "GET", IsInferred: false });

        foreach (var operation in Shuffled(random, reads).Take(4))
        {
            document.ChangeCode(operation.Id, Pick(random, ["202", "203", "206"]));
        }

        var instants = Schemas.SelectMany(schema => document.Instants(schema), (schema, field) => (schema, field));

        foreach (var (schema, field) in Shuffled(random, instants).Take(6))
        {
            document.ChangeTime(schema, field, Pick(random, Times));
        }

        while (document.Places.Count < 30)
        {
            document.Set(Pick(random, Schemas), $"new_field_{document.Places.Count}", Pick(random, Fields));
        }

        return document;
    }

    private static void Move(ChangedDocument document, Random random)
    {
        var taken = new HashSet<string>();
        var movable = Harness.Document.Operations
            .Select(operation => (
                Operation: operation,
                Routes: operation.Candidates.Select(candidate => candidate.Route).Where(route => IsSupported(operation, route)).ToList()))
            .Where(entry => entry.Routes.Count > 0).ToList();

        foreach (var (operation, routes) in Shuffled(random, movable).Take(12))
        {
            var route = Pick(random, routes);

            if (taken.Add($"{route.Method} {route.Shape}"))
            {
                document.Move(operation.Id, route.Method.ToLowerInvariant(), route.Path);
            }
        }
    }

    // A person must decide what happens to other parameters, and to the body of a request that becomes a GET.
    private static bool IsSupported(SourceOperation operation, Route route) =>
        !Harness.Document.HasRoute(route) && route.Parameters.SequenceEqual(operation.Route.Parameters)
        && (route.Method != "GET" || operation.Node["requestBody"] is null);

    private static T Pick<T>(Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private static T[] Shuffled<T>(Random random, IEnumerable<T> items)
    {
        var all = items.ToArray();
        random.Shuffle(all);
        return all;
    }
}
