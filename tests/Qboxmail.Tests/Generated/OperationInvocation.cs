using System.Reflection;

namespace Qboxmail.Tests;

/// <summary>Calls the method of an operation on any client, with every argument set and marks in place of passwords.</summary>
internal sealed class OperationInvocation
{
    private readonly PropertyInfo _client;
    private readonly MethodInfo _method;

    public OperationInvocation(DocumentedOperation operation, string? method = null)
    {
        _client = OperationCall.Clients.Single(property => property.PropertyType.Name == operation.Client);
        _method = OperationCall.MethodsOf(operation.Client).Single(candidate => candidate.Name == (method ?? operation.Methods[0]));
    }

    /// <summary>Calls the method and returns its result: the items of a list, the result of a task, or null.</summary>
    public async Task<object?> RunAsync(QboxmailClient client)
    {
        var task = Start(client, nameof(CollectAsync));
        await task;
        return ResultOf(task);
    }

    /// <summary>Does the same, but blocks the thread.</summary>
    public object? RunBlocking(QboxmailClient client)
    {
        var task = Start(client, nameof(CollectBlocking));
        task.GetAwaiter().GetResult();
        return ResultOf(task);
    }

    private Task Start(QboxmailClient client, string collect)
    {
        var samples = new SampleValues();
        var target = _client.GetValue(_client.DeclaringType == typeof(DeliveryClients) ? client.Delivery : client);
        object?[] arguments = [.. _method.GetParameters().Select(parameter => Argument(parameter, samples))];
        var returned = _method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;

        return returned as Task ?? (Task)typeof(OperationInvocation).GetMethod(collect, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(returned.GetType().GetGenericArguments()).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [returned], null)!;
    }

    private static object? ResultOf(Task task) =>
        task.GetType().GetProperty("Result") is { PropertyType.Name: not "VoidTaskResult" } result
            ? result.GetValue(task)
            : null;

    private static object? Argument(ParameterInfo parameter, SampleValues samples) => parameter switch
    {
        { ParameterType: var type } when type == typeof(CancellationToken) => CancellationToken.None,
        { ParameterType: var type } when type == typeof(PagingOptions) => new PagingOptions { PageSize = 7, PrefetchPages = 0 },
        { Name: "page" } => 1,
        { Name: "pageSize" } => 7,
        _ => Marks.Send(samples.Make(parameter.ParameterType)),
    };

    private static async Task<object> CollectAsync<T>(PagedAsyncEnumerable<T> list) => await list.ToListAsync();

    private static Task<object> CollectBlocking<T>(PagedAsyncEnumerable<T> list)
    {
        var items = new List<T>();
        var enumerator = list.GetAsyncEnumerator();

        while (enumerator.MoveNextAsync().AsTask().GetAwaiter().GetResult())
        {
            items.Add(enumerator.Current);
        }

        enumerator.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return Task.FromResult<object>(items);
    }
}
