namespace Qboxmail.Json;

/// <summary>Tells whether the same values were read twice, without keeping them.</summary>
internal struct Fingerprint()
{
    // FNV-1a: it need not withstand anybody, only tell pages apart.
    public long Value { get; private set; } = unchecked((long)14695981039346656037UL);

    public void Add(JsonTokenKind token, object? value)
    {
        Add((long)token);

        switch (value)
        {
            case null: break;
            case long number: Add(number); break;
            case string text: Add(text); break;
            default: Add(value.GetHashCode()); break;
        }
    }

    private void Add(string text)
    {
        Add((long)text.Length);

        foreach (var character in text)
        {
            Add((long)character);
        }
    }

    private void Add(long value) => Value = unchecked((Value ^ value) * 1099511628211L);
}
