using System.Globalization;

namespace Qboxmail.Json;

/// <summary>
/// Reads a response. A value of another type than documented is converted where nothing is lost; otherwise the model keeps it under its name as
/// an unexpected value. Only JSON that is invalid, or exceeds the limits, fails.
/// </summary>
/// <remarks>Each Read method starts at the first token of a value and ends at its last.</remarks>
internal sealed partial class JsonResponseReader : IDisposable
{
    /// <summary>The limit of a list. The largest page of the API has 200 items.</summary>
    public const int MaxItems = 100_000;

    /// <summary>The limit of a document. A few bytes of JSON become an object of a hundred bytes: the size of the body does not limit memory.</summary>
    public const int MaxValues = 1_000_000;

    private const int TokensBetweenCheckpoints = 4096;

    private const NumberStyles PlainNumber =
        NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite | NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    private readonly JsonTokenizer _json;
    private readonly IDrift _drift;
    private readonly Action? _checkpoint;
    private object? _unexpectedValue;
    private Drift? _unexpectedKind;
    private int _tokens;
    private int _values;

    /// <summary>Initializes a reader at the first token.</summary>
    /// <param name="utf8">The document in UTF-8, without a byte order mark.</param>
    /// <param name="drift">Receives the differences from the OpenAPI document.</param>
    /// <param name="checkpoint">Called every few thousand tokens; throws when the caller no longer waits.</param>
    public JsonResponseReader(byte[] utf8, IDrift drift, Action? checkpoint = null)
    {
        _drift = drift;
        _checkpoint = checkpoint;
        _json = new JsonTokenizer(utf8);
        Advance();
    }

    public void Dispose() => _json.Dispose();

    /// <summary>Returns whether the value is an object, whose fields NextField returns.</summary>
    public bool StartObject()
    {
        switch (_json.Kind)
        {
            case JsonTokenKind.StartObject: return true;
            case JsonTokenKind.Null: return false;
            default: UnexpectedValue(); return false;
        }
    }

    /// <summary>Advances to the value of the next field and returns its name, or null at the end of the object.</summary>
    public string? NextField()
    {
        Advance();

        if (_json.Kind == JsonTokenKind.EndObject)
        {
            return null;
        }

        var name = (string)_json.Value!;
        Advance();
        return name;
    }

    /// <summary>Stores a value that did not fit its property, or that has no property, in the model.</summary>
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

    public string? ReadString() => _json.Kind switch
    {
        JsonTokenKind.String => (string)_json.Value!,
        JsonTokenKind.Boolean => (bool)_json.Value! ? "true" : "false",
        JsonTokenKind.Number => Convert.ToString(_json.Value, CultureInfo.InvariantCulture),
        JsonTokenKind.Null => null,
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

    public long? ReadInt64() =>
        ReadNumber() is { } value && InRange(value, long.MinValue, long.MaxValue) ? (long)value : NullOrUnexpectedValue<long>();

    public decimal? ReadDecimal() => ReadNumber() ?? NullOrUnexpectedValue<decimal>();

    /// <summary>Reads an instant. Without an offset it is UTC; the documentation names no format.</summary>
    public DateTimeOffset? ReadDateTimeOffset() =>
        _json.Value is string text && Timestamps.TryParse(text, out var value) ? value : NullOrUnexpectedValue<DateTimeOffset>();

    /// <summary>Reads a day. A time behind it is ignored.</summary>
    public DateTime? ReadDate() =>
        _json.Value is string text && Timestamps.TryParse(text, out var value) ? value.Date : NullOrUnexpectedValue<DateTime>();

    /// <summary>Reads a value that is dropped when it does not fit.</summary>
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
        switch (_json.Kind)
        {
            case JsonTokenKind.StartObject:
                return ReadMap();
            case JsonTokenKind.StartArray:
                var items = new List<object?>();

                while (NextItem())
                {
                    items.Add(ReadAny());
                }

                return items;
            default:
                return _json.Value;
        }
    }

    /// <summary>Throws when something follows the value.</summary>
    public void End()
    {
        if (_json.Read())
        {
            throw InvalidJsonException.At("the text after its end");
        }
    }

    private bool NextItem()
    {
        Advance();
        return _json.Kind != JsonTokenKind.EndArray;
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
        if (_json.Kind != JsonTokenKind.Null && _json.Value is not "")
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

    private void Advance()
    {
        if (!_json.Read())
        {
            throw InvalidJsonException.At("its end, which comes too early");
        }

        if (++_tokens % TokensBetweenCheckpoints == 0)
        {
            _checkpoint?.Invoke();
        }

        if (_json.Kind is not (JsonTokenKind.Name or JsonTokenKind.EndObject or JsonTokenKind.EndArray) && ++_values > MaxValues)
        {
            throw new InvalidJsonException($"the response contains more than {MaxValues.ToString("N0", CultureInfo.InvariantCulture)} values");
        }
    }
}
