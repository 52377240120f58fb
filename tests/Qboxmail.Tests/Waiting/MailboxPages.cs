namespace Qboxmail.Tests;

/// <summary>Responses with mailboxes and the details of their states.</summary>
internal static class MailboxPages
{
    public static string Of(params (string Code, string Detail)[] rows) => Of(1, rows.Length, rows);

    public static string Of(int pages, int total, (string Code, string Detail)[] rows)
    {
        var resources = rows.Select(row => $$"""{"code": "{{row.Code}}", "status": "enabled", "status_detail": "{{row.Detail}}"}""");
        return $$"""{"resources": [{{string.Join(", ", resources)}}], "pagination": """
            + $$"""{"per": 200, "total_pages": {{pages}}, "total_records": {{total}}} }""";
    }
}
