using NUnit.Framework.Internal;

namespace Qboxmail.Testing;

/// <summary>Checks many cases in one test, which fails with a list of all failed cases.</summary>
public static class Cases
{
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
