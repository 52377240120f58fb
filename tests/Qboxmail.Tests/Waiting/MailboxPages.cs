namespace Qboxmail.Tests;

/// <summary>Responses with mailboxes and the details of their states.</summary>
internal static class MailboxPages
{
    public static string Of(params (string Code, string Detail)[] items) => Of(1, items.Length, items);

    public static string Of(int pages, int total, (string Code, string Detail)[] items)
    {
        var resources = items.Select(item => $$"""{"code": "{{item.Code}}", "status": "enabled", "status_detail": "{{item.Detail}}"}""");
        return $$"""{"resources": [{{string.Join(", ", resources)}}], "pagination": """
            + $$"""{"per": 200, "total_pages": {{pages}}, "total_records": {{total}}} }""";
    }
}
