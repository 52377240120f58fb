using System.Globalization;

namespace Qboxmail.Emulator.Faults;

/// <summary>Faults as the program's arguments tell them: kind, operation and number of calls, with colons between.</summary>
internal static class FaultText
{
    /// <exception cref="FormatException">It is no fault; the message says why.</exception>
    public static EmulatorFault Parse(string text)
    {
        var parts = text.Split(':');
        var kind = Enum.GetValues<EmulatorFaultKind>()
            .Where(kind => string.Equals(kind.ToString(), parts[0].Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
            .Select(kind => (EmulatorFaultKind?)kind)
            .FirstOrDefault();
        int? times = parts.Length > 2 && int.TryParse(parts[2], CultureInfo.InvariantCulture, out var number) ? number : null;

        return (kind, times, parts.Length) switch
        {
            (null, _, _) => throw new FormatException($"'{parts[0]}' is no kind of fault; there are {string.Join(", ", FaultJson.Kinds)}."),
            (_, null, > 2) or (_, _, > 3) => throw new FormatException($"'{text}' is no fault; one is KIND, KIND:OPERATION or KIND:OPERATION:TIMES."),
            _ => new EmulatorFault(kind.Value) { Operation = parts.ElementAtOrDefault(1) is { Length: > 0 } id ? id : null, Times = times },
        };
    }
}
