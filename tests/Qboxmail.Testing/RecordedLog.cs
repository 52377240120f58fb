using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Qboxmail.Testing;

/// <summary>Records the log messages of all categories and levels.</summary>
public sealed class RecordedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, LogLevel Level, int Event, string Text, string Everything)> _entries = new();

    public IReadOnlyList<(string Category, LogLevel Level, int Event, string Text, string Everything)> Entries => [.. _entries];

    /// <summary>Gets the log messages of the library.</summary>
    public IEnumerable<(LogLevel Level, int Event, string Text)> Own =>
        Entries.Where(entry => entry.Category == "Qboxmail").Select(entry => (entry.Level, entry.Event, entry.Text));

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(RecordedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            log._entries.Enqueue((category, LogLevel.Trace, 0, "", Describe(state)));
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var text = formatter(state, exception);
            log._entries.Enqueue((category, logLevel, eventId.Id, text, $"{text} {Describe(state)} {exception}"));
        }

        private static string Describe(object? value) => value switch
        {
            string text => text,
            IEnumerable<KeyValuePair<string, object?>> fields => string.Join(" ", fields.Select(field => $"{field.Key}={Describe(field.Value)}")),
            IEnumerable<string> texts => string.Join(",", texts),
            _ => $"{value}",
        };
    }
}
