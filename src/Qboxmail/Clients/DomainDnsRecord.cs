namespace Qboxmail;

/// <summary>A DNS record that a domain needs.</summary>
public sealed class DomainDnsRecord
{
    /// <summary>Initializes a record.</summary>
    /// <param name="type">The type, such as <c>A</c> or <c>TXT</c>.</param>
    /// <param name="name">The full name, without a final dot.</param>
    /// <param name="value">The value; null if it is unknown.</param>
    public DomainDnsRecord(string type, string name, string? value = null)
    {
        Type = type ?? throw new ArgumentNullException(nameof(type));
        Name = name ?? throw new ArgumentNullException(nameof(name));
        Value = value;
    }

    /// <summary>Gets the type of the record, such as <c>A</c> or <c>TXT</c>.</summary>
    public string Type { get; }

    /// <summary>Gets the full name of the record, without a final dot.</summary>
    public string Name { get; }

    /// <summary>Gets the value of the record; null if it is unknown.</summary>
    public string? Value { get; }

    /// <summary>Returns the record as text.</summary>
    public override string ToString() => $"{Name} {Type} {Value ?? "(unknown)"}";
}
