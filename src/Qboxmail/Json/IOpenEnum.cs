namespace Qboxmail.Json;

/// <summary>A generated enumeration that keeps unknown values.</summary>
internal interface IOpenEnum
{
    string Value { get; }

    /// <summary>Creates a value of the same enumeration, for the JSON and type converters.</summary>
    object From(string value);
}
