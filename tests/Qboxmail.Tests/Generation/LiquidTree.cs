using System.Reflection;

namespace Qboxmail.Tests;

/// <summary>A template with all that it calls: which of its variables no model and no template defines.</summary>
/// <param name="templates">The templates by name.</param>
/// <param name="model">The type that NSwag hands to the root.</param>
internal sealed class LiquidTree(IReadOnlyDictionary<string, string> templates, Type model)
{
    // Variables of any type: extensions, texts, and whatever an expression computes.
    private static readonly Type Any = typeof(object);

    /// <summary>The names that are unknown where they are used, each once.</summary>
    public IReadOnlyList<string> Unknown(string root)
    {
        var unknown = new List<string>();
        Visit(root, new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase), unknown);
        return [.. unknown.Distinct()];
    }

    // A called template sees the variables of its caller; its own do not outlive it.
    private void Visit(string name, Dictionary<string, Type> callerScope, List<string> unknown)
    {
        var scope = new Dictionary<string, Type>(callerScope, StringComparer.OrdinalIgnoreCase);

        foreach (var (tag, text) in LiquidTemplate.Parts(templates[name]))
        {
            switch (tag)
            {
                case "template":
                    Visit(text.Trim(), scope, unknown);
                    break;
                case "capture":
                    scope[text.Trim()] = Any;
                    break;
                case "assign" or "for":
                    var parts = text.Split(tag == "for" ? " in " : "=", 2);
                    Check(parts[1], scope, unknown);
                    scope[parts[0].Trim()] = tag == "for" ? ElementOf(Resolve(LiquidTemplate.Variables(parts[1]).First(), scope)) : Any;
                    break;
                default:
                    Check(text, scope, unknown);
                    break;
            }
        }
    }

    private void Check(string expression, Dictionary<string, Type> scope, List<string> unknown) =>
        unknown.AddRange(LiquidTemplate.Variables(expression).Where(variable => Resolve(variable, scope) is null));

    /// <summary>The type of a variable with its members; null when it is unknown.</summary>
    private Type? Resolve(string variable, Dictionary<string, Type> scope)
    {
        var names = variable.Split('.');
        var first = names[0].Split('[')[0];
        var type = scope.TryGetValue(first, out var known) ? known : PropertyOf(model, first);

        if (names[0].EndsWith(']'))
        {
            return type is null ? null : Any;
        }

        foreach (var name in names.Skip(1))
        {
            if (type is null || type == Any)
            {
                return type;
            }

            type = name.EndsWith(']') ? (PropertyOf(type, name.Split('[')[0]) is null ? null : Any) : PropertyOf(type, name);
        }

        return type;
    }

    private static Type? PropertyOf(Type type, string name)
    {
        var found = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.PropertyType;

        return typeof(System.Collections.IDictionary).IsAssignableFrom(found) ? Any : found;
    }

    private static Type ElementOf(Type? collection)
    {
        var sequence = collection?.GetInterfaces().Append(collection)
            .FirstOrDefault(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>));

        return sequence is null || collection == typeof(string) ? Any : sequence.GetGenericArguments()[0];
    }
}
