using System.Text.Json.Serialization;

namespace Qboxmail.Benchmarks.Clients;

// The models of Refit and of the handwritten clients: the documented properties of the measured operations.

public sealed class Domain
{
    [JsonPropertyName("activated_at")] public DateTimeOffset? ActivatedAt { get; set; }
    [JsonPropertyName("archive_activated_at")] public DateTimeOffset? ArchiveActivatedAt { get; set; }
    [JsonPropertyName("created_at")] public DateTimeOffset? CreatedAt { get; set; }
    [JsonPropertyName("updated_at")] public DateTimeOffset? UpdatedAt { get; set; }
    [JsonPropertyName("status")] public string? Status { get; set; }
    [JsonPropertyName("status_detail")] public string? StatusDetail { get; set; }
    [JsonPropertyName("archive_status")] public string? ArchiveStatus { get; set; }
    [JsonPropertyName("code")] public string? Code { get; set; }
    [JsonPropertyName("is_healthy")] public bool? IsHealthy { get; set; }
    [JsonPropertyName("name")] public string? Name { get; set; }
    [JsonPropertyName("customer_fullname")] public string? CustomerFullname { get; set; }
    [JsonPropertyName("customer_code")] public string? CustomerCode { get; set; }
    [JsonPropertyName("customer_catch_all")] public bool? CustomerCatchAll { get; set; }
    [JsonPropertyName("allow_nets")] public List<string>? AllowNets { get; set; }
    [JsonPropertyName("antispam_level")] public int? AntispamLevel { get; set; }
    [JsonPropertyName("archive")] public bool? Archive { get; set; }
    [JsonPropertyName("manager_fullname")] public string? ManagerFullname { get; set; }
    [JsonPropertyName("manager_code")] public string? ManagerCode { get; set; }
    [JsonPropertyName("imap_disabled")] public bool? ImapDisabled { get; set; }
    [JsonPropertyName("smtp_disabled")] public bool? SmtpDisabled { get; set; }
    [JsonPropertyName("pop_disabled")] public bool? PopDisabled { get; set; }
    [JsonPropertyName("webmail_disabled")] public bool? WebmailDisabled { get; set; }
    [JsonPropertyName("calendar")] public bool? Calendar { get; set; }
    [JsonPropertyName("meeting")] public bool? Meeting { get; set; }
    [JsonPropertyName("activesync")] public bool? Activesync { get; set; }
    [JsonPropertyName("chat")] public bool? Chat { get; set; }
    [JsonPropertyName("dav")] public bool? Dav { get; set; }
    [JsonPropertyName("default_retention")] public int? DefaultRetention { get; set; }
    [JsonPropertyName("default_archive")] public bool? DefaultArchive { get; set; }
    [JsonPropertyName("email_services")] public int? EmailServices { get; set; }
    [JsonPropertyName("default_quota")] public long? DefaultQuota { get; set; }
    [JsonPropertyName("dkim_public_key")] public string? DkimPublicKey { get; set; }
    [JsonPropertyName("dkim_selector")] public string? DkimSelector { get; set; }
    [JsonPropertyName("has_dkim")] public int? HasDkim { get; set; }
    [JsonPropertyName("dkim_last_checked_at")] public DateTimeOffset? DkimLastCheckedAt { get; set; }
    [JsonPropertyName("dkim_last_check_ok")] public bool? DkimLastCheckOk { get; set; }
    [JsonPropertyName("max_email_accounts")] public long? MaxEmailAccounts { get; set; }
    [JsonPropertyName("max_email_accounts_archive")] public long? MaxEmailAccountsArchive { get; set; }
    [JsonPropertyName("max_email_accounts_25gb")] public long? MaxEmailAccounts25gb { get; set; }
    [JsonPropertyName("max_email_accounts_50gb")] public long? MaxEmailAccounts50gb { get; set; }
    [JsonPropertyName("max_email_accounts_100gb")] public long? MaxEmailAccounts100gb { get; set; }
    [JsonPropertyName("max_email_quota")] public long? MaxEmailQuota { get; set; }
    [JsonPropertyName("no_alias_domains")] public long? NoAliasDomains { get; set; }
    [JsonPropertyName("no_alias_email_accounts")] public long? NoAliasEmailAccounts { get; set; }
    [JsonPropertyName("no_email_accounts")] public long? NoEmailAccounts { get; set; }
    [JsonPropertyName("no_email_accounts_archive")] public long? NoEmailAccountsArchive { get; set; }
    [JsonPropertyName("no_email_accounts_25gb")] public long? NoEmailAccounts25gb { get; set; }
    [JsonPropertyName("no_email_accounts_50gb")] public long? NoEmailAccounts50gb { get; set; }
    [JsonPropertyName("no_email_accounts_100gb")] public long? NoEmailAccounts100gb { get; set; }
    [JsonPropertyName("ownership_verification_email_address")] public string? OwnershipVerificationEmailAddress { get; set; }
    [JsonPropertyName("possession_a_record")] public string? PossessionARecord { get; set; }
}

public sealed class Pagination
{
    [JsonPropertyName("per")] public int? Per { get; set; }
    [JsonPropertyName("page")] public int? Page { get; set; }
    [JsonPropertyName("total_pages")] public int? TotalPages { get; set; }
    [JsonPropertyName("query")] public string? Query { get; set; }
    [JsonPropertyName("filter")] public string? Filter { get; set; }
    [JsonPropertyName("status")] public string? Status { get; set; }
    [JsonPropertyName("sort_field")] public string? SortField { get; set; }
    [JsonPropertyName("sort")] public string? Sort { get; set; }
    [JsonPropertyName("total_records")] public long? TotalRecords { get; set; }
}

public sealed class DomainPage
{
    [JsonPropertyName("resources")] public List<Domain> Resources { get; set; } = [];
    [JsonPropertyName("pagination")] public Pagination? Pagination { get; set; }
}

public sealed class CreatedResource
{
    [JsonPropertyName("message")] public string? Message { get; set; }
    [JsonPropertyName("resource_code")] public string? ResourceCode { get; set; }
}

public sealed class CreateDomain
{
    [JsonPropertyName("name")] public required string Name { get; set; }
    [JsonPropertyName("postmaster_password")] public required string PostmasterPassword { get; set; }
    [JsonPropertyName("postmaster_password_confirmation")] public required string PostmasterPasswordConfirmation { get; set; }
    [JsonPropertyName("plan")] public string? Plan { get; set; }
    [JsonPropertyName("max_email_accounts")] public long? MaxEmailAccounts { get; set; }
    [JsonPropertyName("max_email_quota")] public long? MaxEmailQuota { get; set; }
}

public sealed class FieldErrorBody
{
    [JsonPropertyName("field")] public string? Field { get; set; }
    [JsonPropertyName("description")] public string? Description { get; set; }
}

public sealed class ErrorBody
{
    [JsonPropertyName("message")] public string? Message { get; set; }
    [JsonPropertyName("errors")] public List<FieldErrorBody>? Errors { get; set; }
}

/// <summary>The exception of the handwritten clients for an error response.</summary>
public sealed class ErrorResponseException(int status, ErrorBody? body) : Exception($"{status} {body?.Message}")
{
    public int Status { get; } = status;
    public ErrorBody? Body { get; } = body;
}
