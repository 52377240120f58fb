using System.Reflection;
using Qboxmail.Fuzz;

namespace Qboxmail.Tests;

/// <summary>Calls the method of an operation on any client, with every argument set and a marked secret wherever the document has a password.</summary>
internal sealed class OperationInvocation
{
    private readonly PropertyInfo _client;
    private readonly MethodInfo _method;

    public OperationInvocation(DocumentedOperation operation, string method)
    {
        _client = OperationCall.Clients.Single(property => property.PropertyType.Name == operation.Client);
        _method = OperationCall.MethodsOf(operation.Client).Single(candidate => candidate.Name == method);
    }

    /// <summary>Sends it and returns what comes: the rows of a list, what is in a task, or null.</summary>
    public async Task<object?> RunAsync(QboxmailClient client, CancellationToken cancellationToken = default)
    {
        var samples = new SampleValues();
        var target = _client.GetValue(_client.DeclaringType == typeof(DeliveryClients) ? client.Delivery : client);
        var returned = _method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, [.. _method.GetParameters().Select(parameter => Argument(parameter, samples, cancellationToken))], null)!;

        if (returned is not Task task)
        {
            var collect = typeof(OperationInvocation).GetMethod(nameof(CollectAsync), BindingFlags.NonPublic | BindingFlags.Static)!;
            return await (Task<object>)collect.MakeGenericMethod(returned.GetType().GetGenericArguments()).Invoke(null, [returned])!;
        }

        await task;
        return _method.ReturnType.IsGenericType ? _method.ReturnType.GetProperty("Result")!.GetValue(task) : null;
    }

    private static object? Argument(ParameterInfo parameter, SampleValues samples, CancellationToken cancellationToken) => parameter switch
    {
        { ParameterType: var type } when type == typeof(CancellationToken) => cancellationToken,
        { ParameterType: var type } when type == typeof(PagingOptions) => new PagingOptions { PageSize = 7, PagesAhead = 0 },
        { Name: "page" } => 1,
        { Name: "pageSize" } => 7,
        _ => Marks.Send(samples.Make(parameter.ParameterType)),
    };

    private static async Task<object> CollectAsync<T>(PagedAsyncEnumerable<T> list) => await list.ToListAsync();
}
