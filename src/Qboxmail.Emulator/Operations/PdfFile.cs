using System.Globalization;
using System.Text;

namespace Qboxmail.Emulator.Operations;

/// <summary>Creates a minimal PDF file: one page with lines of text.</summary>
internal static class PdfFile
{
    public static byte[] Write(IEnumerable<string> lines)
    {
        var content = $"BT /F1 11 Tf 14 TL 50 800 Td {string.Concat(lines.Select(line => $"({Escape(line)}) Tj T* "))}ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {content.Length.ToString(CultureInfo.InvariantCulture)} >>\nstream\n{content}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];

        var file = new StringBuilder("%PDF-1.4\n");
        var table = new StringBuilder($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");

        for (var index = 0; index < objects.Length; index++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{file.Length:D10} 00000 n \n");
            file.Append(CultureInfo.InvariantCulture, $"{index + 1} 0 obj\n{objects[index]}\nendobj\n");
        }

        var start = file.Length;
        file.Append(table);
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(file.ToString());
    }

    // The font has only Latin characters. ASCII also keeps byte offsets equal to character offsets.
    private static string Escape(string line) =>
        string.Concat(line.Select(character =>
            character is '(' or ')' or '\\' ? $"\\{character}" : char.IsAscii(character) ? character.ToString() : "?"));
}
