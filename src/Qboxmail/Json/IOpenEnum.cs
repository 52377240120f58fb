namespace Qboxmail.Json;

/// <summary>A generated enumeration that keeps values it does not know.</summary>
internal interface IOpenEnum
{
    string Value { get; }
}

/// <summary>Creates values of an enumeration, for the converters of JSON libraries.</summary>
internal interface IOpenEnum<out T> : IOpenEnum
{
    T From(string value);
}
