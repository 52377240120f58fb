using System.Diagnostics;

namespace Qboxmail.Fuzz;

/// <summary>Gives many answers to the targets in turn and judges what comes of each.</summary>
internal sealed class FuzzRun(IReadOnlyList<FuzzTarget> targets, int seed)
{
    /// <summary>More processor time than any answer may take.</summary>
    public static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(5);

    /// <summary>How often each outcome came, by group of targets.</summary>
    public SortedDictionary<(string Group, string Outcome), int> Outcomes { get; } = [];

    public SortedDictionary<string, int> Kinds { get; } = new(StringComparer.Ordinal);

    public List<FuzzFinding> Findings { get; } = [];

    public int Count { get; private set; }

    public (FuzzInput? Input, TimeSpan Time) Slowest { get; private set; }

    /// <summary>What is being read at the moment, and since when.</summary>
    public Begun? Current { get; private set; }

    public void RunNext()
    {
        var target = targets[Count % targets.Count];
        var random = new Random(unchecked((seed * 1_000_003) ^ (Count * (int)2654435761)));
        Count++;
        Run(target, Mutations.Make(target, random));
    }

    public void Run(FuzzTarget target, FuzzInput input)
    {
        var start = Environment.CpuUsage.TotalTime;
        Current = new(input, Stopwatch.GetTimestamp());
        var exception = Failure(target, input);
        var time = Environment.CpuUsage.TotalTime - start;
        Current = null;

        var problem = time > LongestTime ? $"took {time.TotalSeconds:0.0} s" : Problem(target, input, exception);
        var outcome = exception is null ? "read"
            : exception is QboxmailApiException { Reason: var reason } ? $"refused: {reason}"
            : $"refused: {exception.GetType().Name}";
        Add(Outcomes, (target.Group, outcome));
        Add(Kinds, input.Kind.Split(", ")[0]);

        if (problem is not null)
        {
            Findings.Add(new(input, $"{problem}\n{exception}"));
        }

        if (time > Slowest.Time)
        {
            Slowest = (input, time);
        }
    }

    private static Exception? Failure(FuzzTarget target, FuzzInput input)
    {
        try
        {
            target.Run(input);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private static string? Problem(FuzzTarget target, FuzzInput input, Exception? exception) => exception switch
    {
        null => null,
        FuzzException => exception.Message,
        _ when !target.IsExpected(exception) => $"foreign exception {exception.GetType().Name}",
        _ => Leaks.Find(Shown(exception), input) is { } secret ? $"a secret shows: {secret}" : null,
    };

    /// <summary>All that people will read of an exception.</summary>
    private static string Shown(Exception exception) => string.Join("\n", Chain(exception).SelectMany(Texts));

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            yield return current;
        }
    }

    private static IEnumerable<string> Texts(Exception exception) =>
    [
        exception.ToString(),
        .. exception.Data.Values.Cast<object?>().Select(value => $"{value}"),
        .. exception is QboxmailApiException api
            ? [$"{api.ResponseBody}", .. api.FieldErrors.SelectMany(error => new[] { error.Field, error.Description, error.ToString() })]
            : Array.Empty<string>(),
    ];

    /// <summary>In one piece, because another thread looks at it.</summary>
    internal sealed record Begun(FuzzInput Input, long Start);

    private static void Add<T>(SortedDictionary<T, int> counts, T key)
        where T : notnull =>
        counts[key] = counts.GetValueOrDefault(key) + 1;
}
