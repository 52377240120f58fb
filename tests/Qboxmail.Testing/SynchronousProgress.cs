namespace Qboxmail.Testing;

/// <summary>Handles progress reports in order on the reporting thread, unlike <see cref="Progress{T}"/>.</summary>
public sealed class SynchronousProgress<T>(Action<T> handle) : IProgress<T>
{
    public void Report(T value) => handle(value);
}
