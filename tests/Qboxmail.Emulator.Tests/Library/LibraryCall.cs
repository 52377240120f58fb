using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Qboxmail.Emulator.Tests;

/// <summary>Calls the client method of an operation with arguments that exist in a populated emulator.</summary>
internal static class LibraryCall
{
    /// <summary>Calls the method and reads the whole result: each page of a list, each byte of a file.</summary>
    public static async Task RunAsync(
        QboxmailClient client, PopulatedEmulator emulator, DocumentedOperation operation, CancellationToken cancellationToken)
    {
        var target = ClientOf(client, operation);
        var method = target.GetType().GetMethod($"{operation.Id.Split('_')[1]}Async")!;
        var returned = method.Invoke(target, Arguments(method, emulator, operation, cancellationToken))!;

        if (returned is not Task task)
        {
            var enumerate = typeof(LibraryCall).GetMethod(nameof(EnumerateAsync), BindingFlags.NonPublic | BindingFlags.Static)!;
            task = (Task)enumerate.MakeGenericMethod(returned.GetType().GetGenericArguments()).Invoke(null, [returned])!;
        }

        await task;

        if (task is Task<QboxmailDownload> download)
        {
            using (download.Result)
            {
                await download.Result.Content.CopyToAsync(Stream.Null, cancellationToken);
            }
        }
    }

    private static object ClientOf(QboxmailClient client, DocumentedOperation operation)
    {
        var name = operation.Id.Split('_')[0];

        return typeof(QboxmailClient).GetProperty(name)?.GetValue(client)
            ?? typeof(DeliveryClients).GetProperties().Single(property => property.PropertyType.Name == $"{name}Client").GetValue(client.Delivery)!;
    }

    private static object?[] Arguments(
        MethodInfo method, PopulatedEmulator emulator, DocumentedOperation operation, CancellationToken cancellationToken)
    {
        var query = emulator.Query(operation, all: false).Select(parameter => parameter.Value);
        var texts = new Queue<string>(emulator.PathValues(operation).Concat(query));

        return [.. method.GetParameters().Select(parameter => parameter switch
        {
            { ParameterType: var type } when type == typeof(CancellationToken) => cancellationToken,
            { Name: "request" } => Make(parameter.ParameterType, JsonNode.Parse(emulator.Body(operation)), operation.Body?.Schema),
            { IsOptional: true } => null,
            _ => Make(parameter.ParameterType, JsonValue.Create(texts.Dequeue())),
        })];
    }

    private static async Task EnumerateAsync<T>(PagedAsyncEnumerable<T> list) => await list.ToListAsync();

    /// <summary>Converts JSON to a value of a type of the library.</summary>
    private static object? Make(Type type, JsonNode? json, IOpenApiSchema? schema = null)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;

        return json switch
        {
            null => null,
            JsonObject fields => MakeRequest(type, fields, schema!),
            JsonArray items => MakeList(type.GetGenericArguments()[0], items, schema!.Items!),
            _ when type == typeof(DateTimeOffset) => DateTimeOffset.Parse(json.ToString(), CultureInfo.InvariantCulture),
            _ when typeof(IConvertible).IsAssignableFrom(type) => Convert.ChangeType(json.ToString(), type, CultureInfo.InvariantCulture),
            _ => Activator.CreateInstance(type, json.ToString()),
        };
    }

    private static Array MakeList(Type type, JsonArray items, IOpenApiSchema schema)
    {
        var list = Array.CreateInstance(type, items.Count);

        for (var index = 0; index < items.Count; index++)
        {
            list.SetValue(Make(type, items[index], schema), index);
        }

        return list;
    }

    private static object MakeRequest(Type type, JsonObject fields, IOpenApiSchema schema)
    {
        var byName = fields.ToDictionary(field => NameOf(field.Key, schema.Properties![field.Key]), StringComparer.OrdinalIgnoreCase);
        var constructor = type.GetConstructors().Single();
        var request = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter.Name!, parameter.ParameterType))]);

        foreach (var property in type.GetProperties().Where(property => property.CanWrite && byName.ContainsKey(property.Name)))
        {
            property.SetValue(request, Value(property.Name, property.PropertyType));
        }

        return request;

        object? Value(string name, Type type) => Make(type, byName[name].Value, schema.Properties![byName[name].Key]);
    }

    private static string NameOf(string field, IOpenApiSchema schema) =>
        schema.Extension("x-qboxmail-name")?.ToString() ?? field.Replace("_", "", StringComparison.Ordinal);
}
