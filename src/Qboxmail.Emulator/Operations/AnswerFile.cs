using System.Text;

namespace Qboxmail.Emulator.Operations;

/// <summary>A file to download.</summary>
internal sealed record AnswerFile(string Name, string ContentType, byte[] Content)
{
    public static AnswerFile Csv(string name, string text) => new(name, "text/csv", Encoding.UTF8.GetBytes(text));

    public static AnswerFile Pdf(string name, byte[] content) => new(name, "application/pdf", content);
}
