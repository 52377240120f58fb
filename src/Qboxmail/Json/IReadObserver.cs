namespace Qboxmail.Json;

/// <summary>Observes the reading of a response.</summary>
internal interface IReadObserver
{
    /// <summary>Receives a field that differs from the OpenAPI document.</summary>
    void Report(Drift kind, string model, string field);

    /// <summary>Called every few thousand tokens. Throws when the caller no longer waits.</summary>
    void Checkpoint();
}
