namespace Qboxmail.Json;

/// <summary>The ways in which a response differs from the OpenAPI document.</summary>
internal enum Drift
{
    UnknownField,
    UnexpectedType,
}
