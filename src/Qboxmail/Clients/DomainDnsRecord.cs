namespace Qboxmail;

/// <summary>A DNS record to publish for a domain.</summary>
public sealed class DomainDnsRecord
{
    /// <summary>Initializes a new instance of the <see cref="DomainDnsRecord"/> class.</summary>
    /// <param name="type">The record type, such as <c>A</c> or <c>TXT</c>.</param>
    /// <param name="name">The fully qualified name of the record, without a trailing dot.</param>
    /// <param name="value">The value of the record, or <see langword="null"/> if it is unknown.</param>
    public DomainDnsRecord(string type, string name, string? value = null)
    {
        Type = type ?? throw new ArgumentNullException(nameof(type));
        Name = name ?? throw new ArgumentNullException(nameof(name));
        Value = value;
    }

    /// <summary>Gets the type of the record, such as <c>A</c> or <c>TXT</c>.</summary>
    public string Type { get; }

    /// <summary>Gets the fully qualified name of the record, without a trailing dot.</summary>
    public string Name { get; }

    /// <summary>Gets the value of the record, or <see langword="null"/> if it is unknown.</summary>
    public string? Value { get; }

    /// <summary>Returns the name, type and value of the record.</summary>
    public override string ToString() => $"{Name} {Type} {Value ?? "(unknown)"}";
}
