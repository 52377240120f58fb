namespace Qboxmail.Json;

/// <summary>A generated enumeration that keeps texts which it does not know.</summary>
internal interface IOpenEnum
{
    string Value { get; }
}
