using System.Globalization;
using System.Numerics;
using System.Text;
using Newtonsoft.Json;

namespace Qboxmail.Json;

/// <summary>
/// Reads an answer. A value of another type than documented is converted where nothing is lost; otherwise it becomes a misfit, which the model
/// keeps under its name. Only JSON that is broken fails.
/// </summary>
/// <remarks>Each Read method begins on the first token of a value and ends on its last.</remarks>
internal sealed class JsonResponseReader : IDisposable
{
    // Deeper answers are not the API's; the bound keeps hostile ones from exhausting the stack.
    private const int MaxDepth = 64;

    private const NumberStyles PlainNumber =
        NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite | NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    private readonly JsonTextReader _json;
    private readonly IDrift _drift;
    private object? _unexpectedValue;
    private Drift? _unexpectedKind;

    public JsonResponseReader(byte[] body, IDrift drift)
    {
        _drift = drift;
        _json = new JsonTextReader(new StreamReader(new MemoryStream(body, writable: false), Encoding.UTF8))
        {
            ArrayPool = CharPool.Shared,
            DateParseHandling = DateParseHandling.None,
            FloatParseHandling = FloatParseHandling.Decimal,
            MaxDepth = MaxDepth,
            PropertyNameTable = new PropertyNames(),
        };
        Advance();
    }

    public void Dispose() => _json.Close();

    /// <summary>Whether the value is an object, whose fields NextField then gives.</summary>
    public bool StartObject()
    {
        switch (_json.TokenType)
        {
            case JsonToken.StartObject: return true;
            case JsonToken.Null: return false;
            default: UnexpectedValue(); return false;
        }
    }

    /// <summary>Goes to the value of the next field and returns its name; null at the end of the object.</summary>
    public string? NextField()
    {
        Advance();

        if (_json.TokenType == JsonToken.EndObject)
        {
            return null;
        }

        if (_json.TokenType != JsonToken.PropertyName)
        {
            throw NotJson();
        }

        var name = (string)_json.Value!;
        Advance();
        return name;
    }

    /// <summary>Puts a value that did not fit its property, or that has none, into the model.</summary>
    public void StoreUnexpectedValue(IResponseModel item, string model, string field)
    {
        if (_unexpectedKind is { } kind)
        {
            item.AdditionalProperties[field] = _unexpectedValue;
            _drift.Report(kind, model, field);
            _unexpectedKind = null;
            _unexpectedValue = null;
        }
    }

    public void ReadUnknown()
    {
        _unexpectedValue = ReadAny();
        _unexpectedKind = Drift.UnknownField;
    }

    public string? ReadString() => _json.TokenType switch
    {
        JsonToken.String => (string)_json.Value!,
        JsonToken.Boolean => (bool)_json.Value! ? "true" : "false",
        JsonToken.Integer or JsonToken.Float => Convert.ToString(_json.Value, CultureInfo.InvariantCulture),
        JsonToken.Null => null,
        _ => UnexpectedValue<string>(),
    };

    public bool? ReadBoolean()
    {
        switch (_json.Value)
        {
            case bool value: return value;
            case 0L or "0": return false;
            case 1L or "1": return true;
            case string text when bool.TryParse(text, out var value): return value;
            default: return NullOrUnexpectedValue<bool>();
        }
    }

    public int? ReadInt32() => ReadNumber() is { } value && InRange(value, int.MinValue, int.MaxValue) ? (int)value : NullOrUnexpectedValue<int>();

    public long? ReadInt64() => ReadNumber() is { } value && InRange(value, long.MinValue, long.MaxValue) ? (long)value : NullOrUnexpectedValue<long>();

    public decimal? ReadDecimal() => ReadNumber() ?? NullOrUnexpectedValue<decimal>();

    /// <summary>A point in time. Without an offset it is taken as UTC; the documentation names no format.</summary>
    public DateTimeOffset? ReadDateTimeOffset() =>
        _json.Value is string text && Timestamps.TryParse(text, out var value) ? value : NullOrUnexpectedValue<DateTimeOffset>();

    /// <summary>A day. A time behind it is cut off.</summary>
    public DateTime? ReadDate() => _json.Value is string text && Timestamps.TryParse(text, out var value) ? value.Date : NullOrUnexpectedValue<DateTime>();

    public IReadOnlyList<T>? ReadList<T>(Func<JsonResponseReader, T?> read)
        where T : class =>
        ReadItems<T, T?>(read, static (value, items) =>
        {
            if (value is not null)
            {
                items.Add(value);
            }
        });

    public IReadOnlyList<T>? ReadList<T>(Func<JsonResponseReader, T?> read)
        where T : struct =>
        ReadItems<T, T?>(read, static (value, items) =>
        {
            if (value is { } present)
            {
                items.Add(present);
            }
        });

    /// <summary>The rows of an answer. One that is no object cannot be handed out, and must not be lost in silence.</summary>
    /// <param name="read">Reads a row.</param>
    public IReadOnlyList<T>? ReadRows<T>(Func<JsonResponseReader, T?> read)
        where T : class
    {
        var rows = ReadList(read);
        return _unexpectedKind is null ? rows : throw new JsonReaderException("The answer holds resources that are no objects.");
    }

    /// <summary>A value that is not missed when it does not fit.</summary>
    public T? ReadOrSkip<T>(Func<JsonResponseReader, T?> read)
        where T : class
    {
        var value = read(this);
        _unexpectedKind = null;
        _unexpectedValue = null;
        return value;
    }

    public IReadOnlyDictionary<string, object?>? ReadMap()
    {
        if (!StartObject())
        {
            return null;
        }

        var fields = new Dictionary<string, object?>(StringComparer.Ordinal);

        while (NextField() is { } name)
        {
            fields[name] = ReadAny();
        }

        return fields;
    }

    public object? ReadAny()
    {
        switch (_json.TokenType)
        {
            case JsonToken.StartObject:
                return ReadMap();
            case JsonToken.StartArray:
                var items = new List<object?>();

                while (NextItem())
                {
                    items.Add(ReadAny());
                }

                return items;
            case JsonToken.Integer:
                return _json.Value is BigInteger big ? big.ToString(CultureInfo.InvariantCulture) : _json.Value;
            case JsonToken.Float or JsonToken.String or JsonToken.Boolean or JsonToken.Null:
                return _json.Value;
            default:
                // Newtonsoft also takes what stands in JavaScript only, such as constructors.
                throw NotJson();
        }
    }

    /// <summary>Fails when something follows the value.</summary>
    public void End()
    {
        if (ReadToken())
        {
            throw new JsonReaderException("Something follows the end of the JSON document.");
        }
    }

    private List<T>? ReadItems<T, TRead>(Func<JsonResponseReader, TRead> read, Action<TRead, List<T>> add)
    {
        if (_json.TokenType == JsonToken.Null)
        {
            return null;
        }

        var items = new List<T>();
        List<object?>? unexpectedValues = null;

        if (_json.TokenType != JsonToken.StartArray)
        {
            // One value where a list is documented is a list of one; an empty text is an empty list.
            if (_json.Value is not "")
            {
                add(read(this), items);
            }

            return _unexpectedKind is null ? items : null;
        }

        while (NextItem())
        {
            add(read(this), items);

            if (_unexpectedKind is not null)
            {
                (unexpectedValues ??= []).Add(_unexpectedValue);
                _unexpectedKind = null;
            }
        }

        if (unexpectedValues is not null)
        {
            _unexpectedValue = unexpectedValues;
            _unexpectedKind = Drift.UnexpectedType;
        }

        return items;
    }

    private bool NextItem()
    {
        Advance();
        return _json.TokenType != JsonToken.EndArray;
    }

    private decimal? ReadNumber() => _json.Value switch
    {
        long value => value,
        decimal value => value,
        bool value => value ? 1 : 0,
        string text when decimal.TryParse(text, PlainNumber, CultureInfo.InvariantCulture, out var value) => value,
        _ => null,
    };

    private static bool InRange(decimal value, decimal least, decimal most) => value >= least && value <= most && value == decimal.Truncate(value);

    private T? NullOrUnexpectedValue<T>()
        where T : struct
    {
        if (_json.TokenType != JsonToken.Null && _json.Value is not "")
        {
            UnexpectedValue();
        }

        return null;
    }

    private T? UnexpectedValue<T>()
        where T : class
    {
        UnexpectedValue();
        return null;
    }

    private void UnexpectedValue()
    {
        _unexpectedValue = ReadAny();
        _unexpectedKind = Drift.UnexpectedType;
    }

    private JsonReaderException NotJson() => new($"The document is no JSON: {_json.TokenType} at line {_json.LineNumber}, position {_json.LinePosition}.");

    private void Advance()
    {
        do
        {
            if (!ReadToken())
            {
                throw new JsonReaderException("The JSON document ends too early.");
            }
        }
        while (_json.TokenType == JsonToken.Comment);
    }

    private bool ReadToken()
    {
        try
        {
            return _json.Read();
        }
        catch (OverflowException exception)
        {
            // Newtonsoft, when it rounds a fraction beyond the least or the greatest decimal.
            throw new JsonReaderException("A number is too large or too small.", exception);
        }
    }
}
