using System.Diagnostics;

namespace Qboxmail.Fuzz;

/// <summary>Runs the targets in turn, each time with another response, and checks each outcome.</summary>
internal sealed class FuzzRun(IReadOnlyList<FuzzTarget> targets, int seed)
{
    /// <summary>The processor time that a response may take at most.</summary>
    public static readonly TimeSpan MaxProcessorTime = TimeSpan.FromSeconds(5);

    /// <summary>Gets the number of times that each outcome occurred, by group of targets.</summary>
    public SortedDictionary<(string Group, string Outcome), int> Outcomes { get; } = [];

    public SortedDictionary<string, int> Kinds { get; } = new(StringComparer.Ordinal);

    public List<FuzzFinding> Findings { get; } = [];

    public int Count { get; private set; }

    public (FuzzInput? Input, TimeSpan Time) Slowest { get; private set; }

    /// <summary>Gets the response that is being read, and the time at which reading started.</summary>
    public RunningInput? Current { get; private set; }

    public void RunNext()
    {
        var target = targets[Count % targets.Count];
        var random = new Random(unchecked((seed * 1_000_003) ^ (Count * (int)2654435761)));
        Count++;
        Run(target, Mutations.Create(target, random));
    }

    public void Run(FuzzTarget target, FuzzInput input)
    {
        var start = Environment.CpuUsage.TotalTime;
        Current = new(input, Stopwatch.GetTimestamp());
        var exception = Catch(target, input);
        var time = Environment.CpuUsage.TotalTime - start;
        Current = null;

        var problem = time > MaxProcessorTime ? $"took {time.TotalSeconds:0.0} s" : FindProblem(target, input, exception);
        var outcome = exception is null ? "read"
            : exception is QboxmailApiException { Reason: var reason } ? $"rejected: {reason}"
            : $"rejected: {exception.GetType().Name}";
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

    private static Exception? Catch(FuzzTarget target, FuzzInput input)
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

    private static string? FindProblem(FuzzTarget target, FuzzInput input, Exception? exception) => exception switch
    {
        null => null,
        FuzzException => exception.Message,
        _ when !target.IsExpected(exception) => $"foreign exception {exception.GetType().Name}",
        _ => Leaks.Find(VisibleText(exception), input) is { } secret ? $"exposes {secret}" : null,
    };

    /// <summary>Returns every text that an exception shows.</summary>
    private static string VisibleText(Exception exception) => string.Join("\n", Chain(exception).SelectMany(Texts));

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

    /// <summary>One object for both values, because the watchdog reads them from another thread.</summary>
    internal sealed record RunningInput(FuzzInput Input, long Start);

    private static void Add<T>(SortedDictionary<T, int> counts, T key)
        where T : notnull =>
        counts[key] = counts.GetValueOrDefault(key) + 1;
}
