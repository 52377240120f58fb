namespace Qboxmail.Json;

/// <summary>Receives notifications while the library reads a response.</summary>
internal interface IReadObserver
{
    /// <summary>Reports a field that differs from the OpenAPI document.</summary>
    void Report(Drift kind, string model, string field);

    /// <summary>Throws if reading must stop. The reader calls this method every few thousand tokens.</summary>
    void Checkpoint();
}
