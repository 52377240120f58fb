using System.Reflection;
using Qboxmail.Json;

namespace Qboxmail.Testing.Document;

/// <summary>
/// Creates arguments of all types that clients accept. Each value is different, and strings contain characters that must be escaped.
/// </summary>
public sealed class SampleValues
{
    private int _count;

    public object Make(Type type)
    {
        _count++;

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Make(underlying);
        }

        return type switch
        {
            _ when type == typeof(string) => $"ü/{_count}?&=#%; +\"",
            _ when type == typeof(object) => $"anything {_count}",
            _ when type == typeof(IReadOnlyDictionary<string, object?>) => new Dictionary<string, object?> { [$"field {_count}"] = _count + 0L },
            _ when type == typeof(bool) => _count % 2 == 0,
            _ when type == typeof(int) => _count,
            _ when type == typeof(long) => 5_000_000_000 + _count,
            _ when type == typeof(decimal) => _count + 0.5m,
            _ when type == typeof(DateTime) => new DateTime(2026, 4, 16).AddDays(_count),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 4, 16, 9, 12, 33, TimeSpan.FromHours(2)).AddDays(_count),
            _ when typeof(IOpenEnum).IsAssignableFrom(type) => MakeEnumeration(type),
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => MakeList(type.GetGenericArguments()[0]),
            _ => MakeObject(type),
        };
    }

    private object MakeEnumeration(Type type)
    {
        var values = type.GetNestedType("Values")!.GetFields(BindingFlags.Public | BindingFlags.Static);
        return Activator.CreateInstance(type, values[_count % values.Length].GetRawConstantValue())!;
    }

    private Array MakeList(Type type)
    {
        var list = Array.CreateInstance(type, 2);
        list.SetValue(Make(type), 0);
        list.SetValue(Make(type), 1);
        return list;
    }

    private object MakeObject(Type type)
    {
        var constructor = type.GetConstructors().Single();
        var value = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Make(parameter.ParameterType))]);

        foreach (var property in type.GetProperties().Where(property => property.CanWrite && property.Name != "AdditionalProperties"))
        {
            property.SetValue(value, Make(property.PropertyType));
        }

        return value;
    }
}
