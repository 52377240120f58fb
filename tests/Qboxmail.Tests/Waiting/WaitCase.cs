namespace Qboxmail.Tests;

/// <summary>A wait of a client, with the states that are ready, pending and failed to it.</summary>
/// <param name="Name">Client and method.</param>
/// <param name="Path">What it polls.</param>
/// <param name="Code">What it waits for.</param>
/// <param name="Run">The call.</param>
public sealed record WaitCase(string Name, string Path, string Code, Func<QboxmailClient, WaitOptions?, Task> Run)
{
    private const string OtherItem = """{"code": "other", "status": "running"}, """;

    /// <summary>The fields of items; the code is added to each.</summary>
    public string[] Ready { get; init; } = [];

    public string[] Pending { get; init; } = [];

    public string[] Failed { get; init; } = [];

    /// <summary>The field that exceptions report as the state.</summary>
    public string Status { get; init; } = "status";

    public string StatusDetail { get; init; } = "status_detail";

    /// <summary>The field that holds the code.</summary>
    public string Identity { get; init; } = $"\"code\": \"{Code}\"";

    public bool IsList => Path.Contains('?');

    /// <summary>Returns a response with the item in the given state; in a list, after another item.</summary>
    public string Response(string state)
    {
        var item = state.Insert(1, state == "{}" ? Identity : Identity + ", ");

        return $$"""{"resources": [{{(IsList ? OtherItem : "")}}{{item}}], "pagination": {"total_pages": 1} }""";
    }

    public Task EndAsync(QboxmailClient client, WaitOptions? options = null) => Run(client, options ?? new WaitOptions { Randomizer = () => 0.5 });

    public async Task<object> RunAsync(QboxmailClient client)
    {
        var task = EndAsync(client);
        await task;
        return ((dynamic)task).Result;
    }

    public override string ToString() => Name;
}
