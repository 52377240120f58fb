using System.Globalization;

namespace Qboxmail.Emulator.Faults;

/// <summary>Parses the value of the <c>--fault</c> option: the kind, operation and number of requests, separated by colons.</summary>
internal static class FaultText
{
    /// <exception cref="FormatException">The text is not a valid fault. The message contains the reason.</exception>
    public static EmulatorFault Parse(string text)
    {
        var parts = text.Split(':');
        var kind = Enum.GetValues<EmulatorFaultKind>()
            .Where(kind => string.Equals(kind.ToString(), parts[0].Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
            .Select(kind => (EmulatorFaultKind?)kind)
            .FirstOrDefault();
        int? times = parts.Length > 2 && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

        return (kind, times, parts.Length) switch
        {
            (null, _, _) =>
                throw new FormatException($"'{parts[0]}' is not a kind of fault. Use one of these kinds: {string.Join(", ", FaultJson.Kinds)}."),
            (_, null, > 2) or (_, _, > 3) or (_, _, 2) when parts.Length != 2 || parts[1].Length == 0 =>
                throw new FormatException($"'{text}' is not a valid fault. Use KIND, KIND:OPERATION or KIND:OPERATION:TIMES."),
            _ => new EmulatorFault(kind.Value) { Operation = parts.ElementAtOrDefault(1) is { Length: > 0 } id ? id : null, Times = times },
        };
    }
}
