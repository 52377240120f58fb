namespace Qboxmail.Json;

/// <summary>The ways in which a response differs from the OpenAPI document.</summary>
internal enum Drift
{
    UnknownField,
    UnexpectedType,
}

/// <summary>Receives the fields that differ from the OpenAPI document.</summary>
internal interface IDrift
{
    void Report(Drift kind, string model, string field);
}

internal sealed class NoDrift : IDrift
{
    public static NoDrift Instance { get; } = new();

    public void Report(Drift kind, string model, string field)
    {
    }
}
