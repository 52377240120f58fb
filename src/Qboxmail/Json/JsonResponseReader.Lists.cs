namespace Qboxmail.Json;

internal ref partial struct JsonResponseReader
{
    private const string NotAList = "the response contains no list of resources";
    private const string NotAnObject = "the response contains an item that is not an object";

    // The index of an item never has more digits, because MaxItems limits the list.
    private const int MaxIndexLength = 9;

    public IReadOnlyList<T>? ReadList<T>(ReadValue<T?> read)
        where T : class =>
        ReadItems<T, T?>(read);

    public IReadOnlyList<T>? ReadList<T>(ReadValue<T?> read)
        where T : struct =>
        ReadItems<T, T?>(read);

    public IReadOnlyList<string>? ReadStringList() => ReadList(static (ref json) => json.ReadString());

    public IReadOnlyList<object?>? ReadAnyList() => ReadList(static (ref json) => json.ReadAny());

    /// <summary>
    /// Reads the resources of a response, or returns <see langword="null"/> if it contains none. Throws instead of omitting an invalid item.
    /// </summary>
    /// <param name="read">A delegate that reads an item.</param>
    /// <param name="acceptsSingle">Whether a single resource in place of the array is accepted as a list of one item.</param>
    public IReadOnlyList<T>? ReadResources<T>(ReadValue<T?> read, bool acceptsSingle)
        where T : class
    {
        var isList = _json.Kind is JsonTokenKind.Null or JsonTokenKind.StartArray || IsIndexed()
            || (acceptsSingle && _json.Kind == JsonTokenKind.StartObject);
        var items = isList
            ? ReadItems<T, T?>(read, isStrict: true, acceptsNull: acceptsSingle)
            : throw new InvalidJsonException(NotAList);

        if (_unexpectedKind is not null)
        {
            throw new InvalidJsonException(NotAnObject);
        }

        return items?.Any(item => item is IResponseModel { Identity: { } identity } && !IsIdentity(identity)) == true
            ? throw new InvalidJsonException("the response contains an item without its code or ID")
            : items;
    }

    private List<T>? ReadItems<T, TRead>(ReadValue<TRead> read, bool isStrict = false, bool acceptsNull = true)
    {
        if (_json.Kind == JsonTokenKind.Null)
        {
            return null;
        }

        var items = new List<T>();
        List<object?>? unexpectedValues = null;
        var isObject = IsIndexed();

        if (_json.Kind != JsonTokenKind.StartArray && !isObject)
        {
            // A single value in place of an array is read as a list of one item, and an empty string as an empty list.
            if (_json.GetValue() is not "" && read(ref this) is T single)
            {
                items.Add(single);
            }

            return _unexpectedKind is null ? items : null;
        }

        while (isObject ? NextIndex(isStrict) : NextItem())
        {
            if (read(ref this) is T item)
            {
                items.Add(item);
            }
            else if (!acceptsNull)
            {
                throw new InvalidJsonException(NotAnObject);
            }

            if (items.Count > MaxItems)
            {
                throw new InvalidJsonException(FormattableString.Invariant($"the response contains a list of more than {MaxItems:N0} items"));
            }

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

    /// <summary>
    /// Returns whether the value is a list that PHP wrote as an object, because it is empty or its indexes have gaps. The property names are then
    /// numbers.
    /// </summary>
    private bool IsIndexed() => _json.Kind == JsonTokenKind.StartObject && (_json.PeekName() is not { } name || IsIndex(name));

    private bool NextIndex(bool isStrict) =>
        NextField() is { } name && (!isStrict || IsIndex(name) ? true : throw new InvalidJsonException(NotAList));

    // A missing required ID has the default value 0, and PHP may write false in place of a missing value.
    private static bool IsIdentity(string text) => !string.IsNullOrWhiteSpace(text) && text is not ("0" or "false");

    private static bool IsIndex(string name) => name.Length is > 0 and <= MaxIndexLength && name.All(char.IsDigit);
}
