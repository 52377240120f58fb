namespace Qboxmail.Json;

/// <summary>Observes the reading of a response.</summary>
internal interface IReadObserver
{
    /// <summary>Receives a field that differs from the OpenAPI document.</summary>
    void Report(Drift kind, string model, string field);

    /// <summary>Throws when reading must stop. The reader calls this method every few thousand tokens.</summary>
    void Checkpoint();
}
