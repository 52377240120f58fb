using System.Text;

namespace Qboxmail.Fuzz;

/// <summary>Creates the responses for the targets; the same random seed creates the same responses.</summary>
internal static class Mutations
{
    private static readonly KeyValuePair<string, string>[] Headers =
    [
        new("Content-Type", "application/json"), new("Content-Type", "text/html; charset=utf-16"),
        new("Content-Type", "nonsense"), new("Content-Type", $"text/{Marks.Token}"),
        new("Retry-After", "120"), new("Retry-After", "-1"), new("Retry-After", "99999999999999999999"),
        new("Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT"), new("Retry-After", "soon"),
        new("Location", "/api/domains/D123"), new("Location", ""), new("Location", "http://[::1"),
        new("Location", "///?%zz%"), new("Location", new string('/', 10_000)),
        new("Content-Disposition", "attachment; filename=\"../../a.csv\""),
        new("Content-Disposition", "attachment; filename*=UTF-8''%ff%zz"), new("Content-Disposition", ";;;"),
        new("Content-Encoding", "gzip"), new("Content-Length", "5"), new("X-Odd", "\u00ff\u0001"),
    ];

    public static FuzzInput Create(FuzzTarget target, Random random)
    {
        var seed = target.Seeds[random.Next(target.Seeds.Count)];
        var other = Encoding.UTF8.GetBytes(target.Seeds[random.Next(target.Seeds.Count)]);
        var status = target.Statuses[random.Next(target.Statuses.Count)];
        var headers = random.Next(4) == 0 ? new[] { Headers[random.Next(Headers.Length)] } : [];
        var (body, kind) = Mutate(seed, other, random);

        // A server may echo a secret anywhere. It is inserted last, so that no mutation changes it.
        return random.Next(4) == 0
            ? new(
                target.Name, $"{kind}, echo", status, headers,
                ByteMutations.Insert(body, random, Encoding.UTF8.GetBytes(MarkEncodings.Write(random, target.SendsPassword))))
            : new(target.Name, kind, status, headers, body);
    }

    private static (byte[] Body, string Kind) Mutate(string seed, byte[] other, Random random)
    {
        var chance = random.Next(200);
        string kind;

        if (chance < 3)
        {
            return (Encoding.UTF8.GetBytes(seed), "as documented");
        }

        if (chance < 110 && JsonMutations.CanMutate(seed))
        {
            var json = JsonMutations.Mutate(seed, random, isExcessive: chance < 7, out kind);
            return (random.Next(8) == 0 ? ByteMutations.Mutate(json, other, random, out _) : json, kind);
        }

        var bytes = ByteMutations.Mutate(Encoding.UTF8.GetBytes(seed), other, random, out kind);
        return (random.Next(4) == 0 ? ByteMutations.Mutate(bytes, other, random, out _) : bytes, kind);
    }
}
