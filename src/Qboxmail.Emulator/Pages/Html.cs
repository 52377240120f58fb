using Microsoft.AspNetCore.Html;

namespace Qboxmail.Emulator.Pages;

/// <summary>Creates HTML. Arguments are encoded unless they are HTML themselves.</summary>
internal static class Html
{
    public static IHtmlContent Of(FormattableString text) => new HtmlFormattableString(text.Format, text.GetArguments());

    public static IHtmlContent All(IEnumerable<IHtmlContent> pieces)
    {
        var all = new HtmlContentBuilder();

        foreach (var piece in pieces)
        {
            all.AppendHtml(piece);
        }

        return all;
    }
}
