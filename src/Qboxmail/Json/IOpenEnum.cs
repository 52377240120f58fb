namespace Qboxmail.Json;

/// <summary>A generated enumeration that keeps values it does not know.</summary>
internal interface IOpenEnum
{
    string Value { get; }
}
