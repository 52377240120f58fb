using Qboxmail.Models;

namespace Qboxmail.Json;

/// <summary>Writes the body of a request, without properties that are <see langword="null"/>.</summary>
internal sealed class RequestWriter : IDisposable
{
    private const int MaxDepth = 64;

    private readonly JsonTokenWriter _json = new();
    private IDictionary<string, object?>? _additional;

    private RequestWriter()
    {
    }

    public static byte[] Write(IRequestBody body)
    {
        using var writer = new RequestWriter();
        writer.WriteObject(body);
        return writer._json.ToUtf8();
    }

    /// <summary>Writes a value as a complete JSON document.</summary>
    public static byte[] WriteValue(object? value)
    {
        using var writer = new RequestWriter();
        writer.WriteAny("value", value, depth: 0);
        return writer._json.ToUtf8();
    }

    public void Dispose() => _json.Dispose();

    public void Write(string name, string? value)
    {
        if (value is not null)
        {
            Name(name);
            _json.Value(SentText.Checked(name, value));
        }
    }

    public void Write(string name, bool? value) => WritePresent(name, value);

    public void Write(string name, long? value) => WritePresent(name, value);

    public void Write(string name, decimal? value) => WritePresent(name, value);

    public void Write(string name, DateTimeOffset? value) => Write(name, value is { } time ? Timestamps.Format(time) : null);

    public void Write(string name, DateTime? value) => Write(name, value is { } day ? Timestamps.FormatDate(day) : null);

    public void Write<T>(string name, T? value)
        where T : struct, IOpenEnum =>
        Write(name, value is { } known ? Text(name, known) : null);

    public void Write<T>(string name, T value)
        where T : struct, IOpenEnum =>
        Write(name, Text(name, value));

    public void Write(string name, IReadOnlyList<string>? values) => WriteItems(name, values, value => _json.Value(SentText.Checked(name, value)));

    public void Write(string name, IReadOnlyList<long>? values) => WriteItems(name, values, _json.Value);

    public void Write<T>(string name, IReadOnlyList<T>? values)
        where T : class, IRequestBody =>
        WriteItems(name, values, WriteObject);

    public void Write(string name, IReadOnlyDictionary<string, object?>? values) => WritePresent(name, values);

    /// <summary>Returns the string of a value. Throws if there is none, because an empty string would be sent.</summary>
    public static string Text<T>(string name, T value)
        where T : struct, IOpenEnum =>
        string.IsNullOrWhiteSpace(value.Value)
            ? throw new ArgumentException($"The field '{name}' is an uninitialized {typeof(T).Name}. Set it to a value of that type or to a string.")
            : value.Value;

    private void WriteObject(IRequestBody body)
    {
        var outer = _additional;
        _additional = (body as QboxmailModel)?.Additional;
        _json.StartObject();
        body.Write(this);

        WriteFields(_additional ?? Enumerable.Empty<KeyValuePair<string, object?>>(), depth: 1);
        _json.EndObject();
        _additional = outer;
    }

    private void WritePresent(string name, object? value)
    {
        if (value is not null)
        {
            Name(name);
            WriteAny(name, value, depth: 1);
        }
    }

    private void Name(string name)
    {
        if (_additional?.ContainsKey(name) == true)
        {
            throw new ArgumentException($"The field '{name}' is set both by its property and in AdditionalProperties. Remove one of them.");
        }

        _json.Name(name);
    }

    private void WriteItems<T>(string name, IReadOnlyList<T>? values, Action<T> write)
    {
        if (values is null)
        {
            return;
        }

        Name(name);
        _json.StartArray();

        foreach (var value in values)
        {
            write(value ?? throw new ArgumentException($"The list '{name}' must not contain null."));
        }

        _json.EndArray();
    }

    private void WriteAny(string name, object? value, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The value of '{name}' in AdditionalProperties is nested more than {MaxDepth} levels deep."));
        }

        switch (value)
        {
            case null: _json.Null(); break;
            case string text: _json.Value(SentText.Checked(name, text)); break;
            case bool flag: _json.Value(flag); break;
            case int number: _json.Value(number); break;
            case long number: _json.Value(number); break;
            case decimal number: _json.Value(number); break;
            case double number when !double.IsNaN(number) && !double.IsInfinity(number): _json.Value(number); break;
            // Newtonsoft.Json converts strings that look like timestamps to these types.
            case DateTime or DateTimeOffset: _json.Value(FormattableString.Invariant($"{value:O}")); break;
            case IEnumerable<KeyValuePair<string, object?>> fields when value is IDictionary<string, object?> or IReadOnlyDictionary<string, object?>:
                _json.StartObject();
                WriteFields(fields, depth + 1);
                _json.EndObject();
                break;
            // Other sequences are rejected: the values of JSON libraries are sequences of their children, so a number would be sent as an empty
            // array.
            case IReadOnlyList<object?> items:
                _json.StartArray();

                foreach (var item in items)
                {
                    WriteAny(name, item, depth + 1);
                }

                _json.EndArray();
                break;
            default:
                if (ForeignJson.TextOf(value) is { } json)
                {
                    WriteAny(name, ForeignJson.Parse(json), depth);
                    break;
                }

                throw new ArgumentException(
                    $"The value of '{name}' in AdditionalProperties is of type {value.GetType().Name}, which is not supported. "
                    + "Use null, bool, int, long, decimal, finite double, string, timestamps, and "
                    + "IReadOnlyList<object?> or IDictionary<string, object?> of these.");
        }
    }

    private void WriteFields(IEnumerable<KeyValuePair<string, object?>> fields, int depth)
    {
        foreach (var field in fields)
        {
            _json.Name(SentText.Checked(field.Key, field.Key));
            WriteAny(field.Key, field.Value, depth);
        }
    }
}
