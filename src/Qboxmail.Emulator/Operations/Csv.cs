using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

/// <summary>Reads and writes CSV as described in the control panel guide: fields are separated by <c>;</c> and quoted if necessary.</summary>
internal static class Csv
{
    private const char ByteOrderMark = '\uFEFF';

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads rows from text or from a Base64 data URL. Blank rows are omitted.</summary>
    /// <exception cref="ApiErrorException">The text is not valid CSV.</exception>
    public static List<IReadOnlyList<string>> Read(string text)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = ";",
            TrimOptions = TrimOptions.Trim,
            BadDataFound = arguments => RequireClosedQuotes(arguments.Field),
        };
        using var parser = new CsvParser(new StringReader(Decode(text).TrimStart(ByteOrderMark)), configuration);
        var rows = new List<IReadOnlyList<string>>();

        while (parser.Read())
        {
            if (parser.Record!.Any(field => field.Length > 0))
            {
                rows.Add([.. parser.Record!.Select(field => field.Trim())]);
            }
        }

        return rows;
    }

    /// <summary>Writes rows. Fields that a spreadsheet would evaluate as formulas get a leading apostrophe.</summary>
    public static string Write(IEnumerable<IEnumerable<string>> rows)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = ";",
            NewLine = "\n",
        };
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using var csv = new CsvWriter(text, configuration);

        foreach (var row in rows)
        {
            foreach (var field in row)
            {
                csv.WriteField(EscapeFormula(field));
            }

            csv.NextRecord();
        }

        csv.Flush();
        return text.ToString();
    }

    // CsvHelper's InjectionOptions would also escape numbers such as -1.
    private static string EscapeFormula(string field) =>
        field is ['=' or '+' or '-' or '@' or '\t' or '\r', ..]
        && !decimal.TryParse(field, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
            ? $"'{field}"
            : field;

    // An unclosed quoted field would include the following rows. A quote inside an unquoted field, such as a password, is an ordinary character.
    private static void RequireClosedQuotes(string field)
    {
        if (field.TrimStart().StartsWith('"'))
        {
            throw NotValid();
        }
    }

    private static string Decode(string text)
    {
        const string mark = ";base64,";
        var start = text.IndexOf(mark, StringComparison.OrdinalIgnoreCase);

        if (start < 0 || !text.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            return text;
        }

        try
        {
            using var content = new MemoryStream(Convert.FromBase64String(text[(start + mark.Length)..]));
            using var reader = new StreamReader(content, StrictUtf8, detectEncodingFromByteOrderMarks: true);
            return reader.ReadToEnd();
        }
        catch (Exception exception) when (exception is FormatException or DecoderFallbackException)
        {
            throw NotValid();
        }
    }

    private static ApiErrorException NotValid() => ApiErrorException.Invalid(("csv_file_content", "is not valid"));
}
