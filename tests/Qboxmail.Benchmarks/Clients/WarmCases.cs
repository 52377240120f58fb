namespace Qboxmail.Benchmarks.Clients;

/// <summary>The warm cases. Each one creates the delegate that is repeated for a client.</summary>
internal static class WarmCases
{
    /// <summary>The number of simultaneous calls in one run of the parallel case.</summary>
    public const int ParallelCalls = 64;

    public static IEnumerable<(string Name, Func<string, Func<Task>> Create)> InMemory() =>
        Calls("in memory", (client, status, body) => BenchmarkClients.Create(client, new PayloadHandler(status, body)))
            .Append(("construction", client => () => Task.FromResult(BenchmarkClients.Create(client, new PayloadHandler(200, Payloads.One)))));

    public static IEnumerable<(string Name, Func<string, Func<Task>> Create)> OverLoopback(string address) =>
        Calls("over loopback", (client, _, _) => BenchmarkClients.Create(client, null, address))
            .Append(($"{ParallelCalls} parallel gets, over loopback", client => GetInParallel(BenchmarkClients.Create(client, null, address))));

    private static Func<Task> GetInParallel(IBenchmarkClient client) =>
        () => Task.WhenAll(Enumerable.Range(0, ParallelCalls).Select(_ => client.GetAsync()));

    private static IEnumerable<(string Name, Func<string, Func<Task>> Create)> Calls(
        string transport, Func<string, int, byte[]?, IBenchmarkClient> create)
    {
        yield return ($"get, {transport}", client =>
            Verify(create(client, 200, Payloads.One), item => item.GetAsync(), name => name == "example-1.com"));
        yield return ($"page of 200, {transport}", client =>
            Verify(create(client, 200, null), item => item.ListAsync(1), page => page == (Payloads.PageSize, "d000000200", Payloads.Pages)));
        yield return ($"create, {transport}", client =>
            Verify(create(client, 201, Payloads.Created), item => item.CreateAsync("new.example"), code => code == "D123456789"));
        yield return ($"validation error, {transport}", client =>
            Verify(create(client, 422, Payloads.Rejected), item => item.CreateRejectedAsync(), errors => errors == 2));
        yield return ($"10,000 items, {transport}", client =>
            Verify(create(client, 200, null), item => item.EnumerateAsync(), items => items == Payloads.PageSize * Payloads.Pages));
    }

    private static Func<Task> Verify<T>(IBenchmarkClient client, Func<IBenchmarkClient, Task<T>> run, Func<T, bool> isExpected) => async () =>
    {
        var result = await run(client).ConfigureAwait(false);

        if (!isExpected(result))
        {
            throw new InvalidOperationException($"{client.GetType().Name} returned {result}.");
        }
    };
}
