using System.Globalization;
using System.Text;

namespace Qboxmail.Benchmarks;

/// <summary>The responses that every client reads. A domain has all documented properties and about 1.6 kB; a page of 200 has 316 kB.</summary>
internal static class Payloads
{
    public const int PageSize = 200;
    public const int Pages = 50;
    public const string RejectedName = "taken.example";

    private static readonly byte[]?[] RenderedPages = new byte[]?[Pages + 1];

    public static byte[] One { get; } = Encoding.UTF8.GetBytes($"{{\"resources\":[{Domain(1)}],\"pagination\":{{}}}}");

    public static byte[] Created { get; } = """{"message":"Domain created","resource_code":"D123456789"}"""u8.ToArray();

    public static byte[] Rejected { get; } = Encoding.UTF8.GetBytes("""
        {"message":"Validation failed","errors":[{"field":"name","description":"has already been taken"},
        {"field":"postmaster_password","description":"is too short (minimum is 8 characters)"}]}
        """.ReplaceLineEndings(""));

    public static byte[] Page(int number) => RenderedPages[number] ??= Encoding.UTF8.GetBytes(
        "{\"resources\":[" + string.Join(",", Enumerable.Range(((number - 1) * PageSize) + 1, PageSize).Select(Domain)) + "],\"pagination\":{"
        + $"\"per\":{PageSize},\"page\":{number},\"total_pages\":{Pages},\"query\":null,\"filter\":null,\"status\":null,"
        + $"\"sort_field\":\"name\",\"sort\":\"asc\",\"total_records\":{PageSize * Pages}}}}}");

    private static string Domain(int number) => string.Create(CultureInfo.InvariantCulture, $$"""
        {"activated_at":"2026-04-16T09:41:{{number % 60:00}}Z","archive_activated_at":"2026-04-20T08:00:{{number % 60:00}}Z",
        "created_at":"2026-04-16T09:12:{{number % 60:00}}Z","updated_at":"2026-04-20T08:00:{{number % 60:00}}Z","status":"enabled",
        "status_detail":"ok","archive_status":"enabled","code":"D{{number:000000000}}","is_healthy":true,"name":"example-{{number}}.com",
        "customer_fullname":"Società Example {{number}} Srl","customer_code":"CUSTOMER{{number % 17}}","customer_catch_all":true,
        "allow_nets":["192.0.2.0/24"],"antispam_level":2,"archive":true,"manager_fullname":"Anna Bianchi","manager_code":"MN12345678",
        "imap_disabled":false,"smtp_disabled":false,"pop_disabled":false,"webmail_disabled":false,"calendar":true,"meeting":false,
        "activesync":false,"chat":true,"dav":true,"default_retention":36,"default_archive":true,"email_services":0,"default_quota":8589934592,
        "dkim_public_key":"v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC7vbqajDw4o6gJy8UtmIbkcpnkO3Kwc4qsEnSZp9TR+fQi62F79RH
        WmwKOtFmwteURgLbj7D/WLNuguaaRmv6zS4w3SwGtKMmw80UsmN3mC+Jl0oNB0sVuPcNqVrDd9tCpKn3UkCHsLTCk5dCwIDAQAB",
        "dkim_selector":"qbm{{number:000000}}._domainkey","has_dkim":1,"dkim_last_checked_at":"2026-04-17T07:30:{{number % 60:00}}Z",
        "dkim_last_check_ok":true,"max_email_accounts":50,"max_email_accounts_archive":10,"max_email_accounts_25gb":5,
        "max_email_accounts_50gb":0,"max_email_accounts_100gb":0,"max_email_quota":26843545600,"no_alias_domains":1,
        "no_alias_email_accounts":2,"no_email_accounts":{{number % 40}},"no_email_accounts_archive":1,"no_email_accounts_25gb":0,
        "no_email_accounts_50gb":0,"no_email_accounts_100gb":0,"ownership_verification_email_address":"hostmaster@example-{{number}}.com",
        "possession_a_record":"d{{number:000000000}}"}
        """).ReplaceLineEndings("");
}
