using System.Text;

namespace Qboxmail.Emulator.Domain;

internal sealed record ResponseFile(string Name, string ContentType, byte[] Content)
{
    public static ResponseFile Csv(string name, string text) => new(name, "text/csv", Encoding.UTF8.GetBytes(text));

    public static ResponseFile Pdf(string name, byte[] content) => new(name, "application/pdf", content);
}
