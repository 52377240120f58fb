using System.Text;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

/// <summary>CSV as the guide to the control panel describes it: <c>;</c> between the fields, which may stand between double quotes.</summary>
internal static class Csv
{
    /// <summary>The rows of a text, or of a data URL in base64. Blank lines do not count.</summary>
    public static List<IReadOnlyList<string>> Read(string text)
    {
        var rows = new List<IReadOnlyList<string>>();
        var row = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        var plain = Decode(text);

        for (var index = 0; index < plain.Length; index++)
        {
            switch (plain[index])
            {
                case '"' when isQuoted && index + 1 < plain.Length && plain[index + 1] == '"':
                    field.Append('"');
                    index++;
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case ';' when !isQuoted:
                    EndField();
                    break;
                case '\n' when !isQuoted:
                    EndRow();
                    break;
                case '\r' when !isQuoted:
                    break;
                default:
                    field.Append(plain[index]);
                    break;
            }
        }

        EndRow();
        return rows;

        void EndField()
        {
            row.Add(field.ToString().Trim());
            field.Clear();
        }

        void EndRow()
        {
            EndField();

            if (row.Any(value => value.Length > 0))
            {
                rows.Add(row);
            }

            row = [];
        }
    }

    public static string Write(IEnumerable<IEnumerable<string>> rows) =>
        string.Concat(rows.Select(row => string.Join(';', row.Select(Quote)) + "\n"));

    private static string Decode(string text)
    {
        const string mark = ";base64,";
        var at = text.IndexOf(mark, StringComparison.OrdinalIgnoreCase);

        if (at < 0 || !text.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            return text;
        }

        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text[(at + mark.Length)..]));
        }
        catch (FormatException)
        {
            throw ApiErrorException.Invalid(("csv_file_content", "is not valid"));
        }
    }

    private static string Quote(string value) =>
        value.IndexOfAny([';', '"', '\n', '\r']) < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
