using Newtonsoft.Json;

namespace Qboxmail.Benchmarks.Clients;

/// <summary>The property names that <see cref="NewtonsoftDomainsApi"/> reads, in one table.</summary>
internal static class NewtonsoftNames
{
    private static readonly string[] AllNames =
    [
        "activated_at", "archive_activated_at", "created_at", "updated_at", "status", "status_detail", "archive_status", "code",
        "is_healthy", "name", "customer_fullname", "customer_code", "customer_catch_all", "allow_nets", "antispam_level", "archive",
        "manager_fullname", "manager_code", "imap_disabled", "smtp_disabled", "pop_disabled", "webmail_disabled", "calendar", "meeting",
        "activesync", "chat", "dav", "default_retention", "default_archive", "email_services", "default_quota", "dkim_public_key",
        "dkim_selector", "has_dkim", "dkim_last_checked_at", "dkim_last_check_ok", "max_email_accounts", "max_email_accounts_archive",
        "max_email_accounts_25gb", "max_email_accounts_50gb", "max_email_accounts_100gb", "max_email_quota", "no_alias_domains",
        "no_alias_email_accounts", "no_email_accounts", "no_email_accounts_archive", "no_email_accounts_25gb", "no_email_accounts_50gb",
        "no_email_accounts_100gb", "ownership_verification_email_address", "possession_a_record", "per", "page", "total_pages", "query",
        "filter", "sort_field", "sort", "total_records", "resources", "pagination", "message", "resource_code", "errors", "field",
        "description",
    ];

    public static DefaultJsonNameTable Table { get; } = Create();

    private static DefaultJsonNameTable Create()
    {
        var table = new DefaultJsonNameTable();

        foreach (var name in AllNames)
        {
            table.Add(name);
        }

        return table;
    }
}
