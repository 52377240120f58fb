namespace Qboxmail.Json;

/// <summary>How an answer differs from the document.</summary>
internal enum Drift
{
    UnknownField,
    UnexpectedType,
}

/// <summary>Hears of fields that differ from the document.</summary>
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
