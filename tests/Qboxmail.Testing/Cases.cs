using NUnit.Framework.Internal;
using Qboxmail.Testing.Document;

namespace Qboxmail.Testing;

/// <summary>Selects the cases of a test, and checks many in one test, which fails with a list of all failed cases.</summary>
public static class Cases
{
    /// <summary>
    /// Gets a value indicating whether random and exhaustive tests try all of their cases, as <c>.ci/run</c> does. Otherwise, they try a part.
    /// </summary>
    public static bool TriesAll { get; } = Environment.GetEnvironmentVariable("QBOXMAIL_TEST_CASES") == "all";

    /// <summary>Returns the number of random cases to try: all, or a tenth.</summary>
    public static int CountOf(int all) => TriesAll ? all : all / 10;

    /// <summary>
    /// Returns the cases to try with an operation: all, or a quarter. One operation of each kind meets all cases, and every case meets a quarter
    /// of the operations.
    /// </summary>
    public static IEnumerable<T> For<T>(DocumentedOperation operation, IEnumerable<T> cases)
    {
        var place = ApiDocument.Operations.TakeWhile(other => other != operation).Count();

        return TriesAll || ApiDocument.OneOfEachKind.Contains(operation) ? cases : cases.Where((_, number) => number % 4 == place % 4);
    }

    public static void AllPass<T>(IEnumerable<T> cases, Action<T> check) => AllPassAsync(cases, item =>
    {
        check(item);
        return Task.CompletedTask;
    }).GetAwaiter().GetResult();

    public static async Task AllPassAsync<T>(IEnumerable<T> cases, Func<T, Task> check)
    {
        var failures = new List<string>();
        var count = 0;

        foreach (var item in cases)
        {
            count++;

            if (await CatchAsync(() => check(item)) is { } failure)
            {
                failures.Add($"{item}: {failure}");
            }
        }

        Assert.That(count, Is.Positive, "There is no case to check.");

        if (failures.Count > 0)
        {
            Assert.Fail($"{failures.Count} of {count} cases fail:{Environment.NewLine}{string.Join(Environment.NewLine, failures)}");
        }
    }

    // NUnit records a failed assertion even if its exception is caught. An isolated context discards the record.
    private static async Task<string?> CatchAsync(Func<Task> check)
    {
        using var context = new TestExecutionContext.IsolatedContext();

        try
        {
            await check();
            return null;
        }
        catch (AssertionException exception)
        {
            return exception.Message.Trim();
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }
}
