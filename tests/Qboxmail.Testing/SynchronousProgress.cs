namespace Qboxmail.Testing;

/// <summary>Handles reports in order, on the thread that reports.</summary>
public sealed class SynchronousProgress<T>(Action<T> handle) : IProgress<T>
{
    public void Report(T value) => handle(value);
}
