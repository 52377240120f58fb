using System.Text.RegularExpressions;
using Qboxmail.Probe.Document;
using Qboxmail.Probe.Edits;
using Qboxmail.Probe.Results;

namespace Qboxmail.Probe.Reads;

/// <summary>The values of an enumeration that responses contain, but the OpenAPI document lacks.</summary>
internal sealed partial class EnumerationFinding(string name, SourceNode enumeration)
{
    private readonly SortedSet<string> _words = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _operations = new(StringComparer.Ordinal);

    public void Add(SourceOperation operation, string value)
    {
        _operations.Add(operation.Id);

        // Only values that look like words are reported, because other values could be personal data.
        if (Word().IsMatch(value))
        {
            _words.Add(value);
        }
    }

    public Difference ToDifference() => new(
        name,
        [.. _operations],
        _words.Count == 0 ? "lacks a value that responses contain" : $"lacks values that responses contain: {string.Join(", ", _words)}",
        _words.Count == 0 ? [] : PropertyEdits.AddValues(enumeration, [.. _words]));

    [GeneratedRegex(@"^[a-z]+(_[a-z]+)*\z")]
    private static partial Regex Word();
}
