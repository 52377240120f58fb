namespace Qboxmail.Json;

/// <summary>Specifies how a response differs from the OpenAPI document.</summary>
internal enum Drift
{
    UnknownField,
    UnexpectedType,
}
