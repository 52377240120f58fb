using System.Globalization;
using Qboxmail.Emulator.Document;

namespace Qboxmail.Emulator.Tests;

/// <summary>Instants as a client reads them in the format of the document: with its precision, or as text if it is ambiguous.</summary>
internal static class DocumentedTime
{
    /// <summary>Returns what a client reads from a field when the service means an instant.</summary>
    public static string Of(string schema, string field, DateTimeOffset time)
    {
        var property = OpenApiFile.Schema(schema).Properties[field];
        var text = (property.TimeFormat ?? property.Actual.TimeFormat ?? TimeFormat.Observed).Write(time);
        return IsoTime.TryParse(text, out var read) ? Of(read) : text;
    }

    /// <summary>Returns what a client has read, whatever type the property has.</summary>
    public static string Of(object? value) => value switch
    {
        DateTimeOffset time => time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
        DateTime date => Of(new DateTimeOffset(date, TimeSpan.Zero)),
        _ => $"{value}",
    };
}
