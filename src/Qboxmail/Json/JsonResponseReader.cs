namespace Qboxmail.Json;

/// <summary>
/// Reads the JSON of a response. A value of an undocumented type is converted if nothing is lost; otherwise, the model stores it in
/// AdditionalProperties. Reading fails only if the JSON is invalid or exceeds a limit.
/// </summary>
/// <remarks>Each Read method starts at the first token of a value and ends at the last.</remarks>
internal ref partial struct JsonResponseReader
{
    /// <summary>The maximum number of items in a list. The largest page of the API has 200 items.</summary>
    public const int MaxItems = 100_000;

    /// <summary>
    /// The maximum number of tokens in a document. A few bytes of JSON can become an object of a hundred bytes, so a maximum body size alone does not
    /// limit memory.
    /// </summary>
    public const int MaxTokens = 2_000_000;

    private const int TokensBetweenCheckpoints = 4096;

    private const NumberStyles PlainNumber =
        NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite | NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    private readonly IReadObserver? _observer;
    private JsonTokenizer _json;
    private object? _unexpectedValue;
    private Drift? _unexpectedKind;
    private string? _unknownName;
    private int _tokens;

    private JsonResponseReader(ArraySegment<byte> utf8, IReadObserver? observer)
    {
        _observer = observer;
        _json = new JsonTokenizer(utf8);
    }

    /// <summary>Reads a JSON document, which must contain a single value.</summary>
    /// <param name="utf8">The document in UTF-8, without a byte order mark.</param>
    /// <param name="read">A delegate that reads the value.</param>
    /// <param name="observer">The observer to notify, or <see langword="null"/>.</param>
    /// <exception cref="InvalidJsonException">The JSON is invalid or exceeds the limits.</exception>
    public static T Read<T>(ArraySegment<byte> utf8, ReadValue<T> read, IReadObserver? observer = null)
    {
        var reader = new JsonResponseReader(utf8, observer);

        try
        {
            reader.Advance();
            var value = read(ref reader);
            return reader._json.Read() ? throw InvalidJsonException.At("the text after the JSON value") : value;
        }
        catch (Exception exception) when (JsonTokenizer.IsInvalid(exception))
        {
            throw InvalidJsonException.At(reader._json.Position);
        }
        finally
        {
            reader.Dispose();
        }
    }

    public void Dispose() => _json.Dispose();

    /// <summary>Returns whether the value is an object. If so, call <see cref="NextField()"/> to read its properties.</summary>
    public bool StartObject()
    {
        if (_json.Kind is not (JsonTokenKind.StartObject or JsonTokenKind.Null))
        {
            UnexpectedValue();
        }

        return _json.Kind == JsonTokenKind.StartObject;
    }

    /// <summary>
    /// Advances to the value of the next property and returns the property name, or <see langword="null"/> at the end of the object.
    /// </summary>
    public string? NextField()
    {
        Advance();

        if (_json.Kind == JsonTokenKind.EndObject)
        {
            return null;
        }

        var name = _json.GetText();
        Advance();
        return name;
    }

    /// <summary>Advances to the value of the next property. Returns <see langword="false"/> at the end of the object.</summary>
    /// <param name="names">The property names of the model.</param>
    /// <param name="field">The index of the previous property; -1 at the beginning. Receives the index of the next property.</param>
    public bool NextField(KnownTexts names, ref int field)
    {
        Advance();

        if (_json.Kind == JsonTokenKind.EndObject)
        {
            return false;
        }

        field = names.IndexOf(in _json, field);

        if (!names.IsKnown(field))
        {
            _unknownName = _json.GetText();
        }

        Advance();
        return true;
    }

    /// <summary>Stores a value in AdditionalProperties of the model if it has no property or does not fit its property.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreUnexpectedValue(IResponseModel item, KnownTexts names, int field)
    {
        if (_unexpectedKind is { } kind)
        {
            StoreUnexpectedValue(item, names.IsKnown(field) ? names[field] : _unknownName!, kind);
        }
    }

    public void ReadUnknown()
    {
        _unexpectedValue = ReadAny();
        _unexpectedKind = Drift.UnknownField;
    }

    public string? ReadString() => _json.Kind switch
    {
        JsonTokenKind.String => _json.GetText(),
        JsonTokenKind.True => "true",
        JsonTokenKind.False => "false",
        JsonTokenKind.Number => Convert.ToString(_json.GetValue(), CultureInfo.InvariantCulture),
        _ => NullOrUnexpectedValue<string>(),
    };

    /// <summary>Reads a string. For a known string, returns the shared instance.</summary>
    public string? ReadString(KnownTexts texts) =>
        _json.Kind == JsonTokenKind.String && texts.IndexOf(in _json) is var index && texts.IsKnown(index) ? texts[index] : ReadString();

    public bool? ReadBoolean() => _json.Kind switch
    {
        JsonTokenKind.True => true,
        JsonTokenKind.False => false,
        _ => _json.GetValue() switch
        {
            0L or "0" => false,
            1L or "1" => true,
            string text when bool.TryParse(text, out var value) => value,
            _ => NullOrUnexpectedValue<bool?>(),
        },
    };

    public int? ReadInt32() => ReadWholeNumber() is { } value and >= int.MinValue and <= int.MaxValue ? (int)value : NullOrUnexpectedValue<int?>();

    public long? ReadInt64() => ReadWholeNumber() ?? NullOrUnexpectedValue<long?>();

    public decimal? ReadDecimal() => ReadNumber() ?? NullOrUnexpectedValue<decimal?>();

    /// <summary>Reads a timestamp. A timestamp without an offset is read as UTC, because the API documents no time zone.</summary>
    public DateTimeOffset? ReadDateTimeOffset() =>
        _json.TryGetInstant(out var value) || (_json.GetValue() is string text && Timestamps.TryParse(text, out value))
            ? value
            : NullOrUnexpectedValue<DateTimeOffset?>();

    /// <summary>Reads a date. A time of day is ignored.</summary>
    public DateTime? ReadDate() =>
        _json.GetValue() is string text && Timestamps.TryParse(text, out var value) ? value.Date : NullOrUnexpectedValue<DateTime?>();

    /// <summary>Reads a value. A value of an unexpected type is ignored without a report.</summary>
    public T? ReadOrSkip<T>(ReadValue<T?> read)
        where T : class
    {
        var value = read(ref this);
        (_unexpectedKind, _unexpectedValue) = (null, null);
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
                return _json.GetValue();
        }
    }

    private void StoreUnexpectedValue(IResponseModel item, string field, Drift kind)
    {
        item.AdditionalProperties[field] = _unexpectedValue;
        _observer?.Report(kind, item.GetType().Name, field);
        (_unexpectedKind, _unexpectedValue) = (null, null);
    }

    private bool NextItem()
    {
        Advance();
        return _json.Kind != JsonTokenKind.EndArray;
    }

    private long? ReadWholeNumber() =>
        _json.TryGetInt64(out var value) ? value
        : ReadNumber() is { } number and >= long.MinValue and <= long.MaxValue && number == decimal.Truncate(number) ? (long)number
        : null;

    private decimal? ReadNumber() => _json.GetValue() switch
    {
        long value => value,
        decimal value => value,
        bool value => value ? 1 : 0,
        string text when decimal.TryParse(text, PlainNumber, CultureInfo.InvariantCulture, out var value) => value,
        _ => null,
    };

    private T? NullOrUnexpectedValue<T>()
    {
        if (_json.Kind != JsonTokenKind.Null && _json.GetValue() is not "")
        {
            UnexpectedValue();
        }

        return default;
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
            throw InvalidJsonException.At("its end, because the document is incomplete");
        }

        if (++_tokens % TokensBetweenCheckpoints == 0)
        {
            Checkpoint();
        }
    }

    private readonly void Checkpoint()
    {
        _observer?.Checkpoint();

        if (_tokens > MaxTokens)
        {
            throw new InvalidJsonException(FormattableString.Invariant($"the response contains more than {MaxTokens:N0} tokens"));
        }
    }
}
