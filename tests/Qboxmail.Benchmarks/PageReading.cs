using System.Globalization;
using System.Net;
using System.Text;
using BenchmarkDotNet.Attributes;
using Newtonsoft.Json;

namespace Qboxmail.Benchmarks;

/// <summary>Compares reading a page of 200 domains through the library with JsonSerializer alone.</summary>
[InProcess]
[MemoryDiagnoser]
public class PageReading
{
    private byte[] _body = [];
    private QboxmailClient _client = null!;
    private JsonSerializer _serializer = null!;

    [GlobalSetup]
    public void Prepare()
    {
        var rows = Enumerable.Range(1, 200).Select(number => Row(number));
        _body = Encoding.UTF8.GetBytes($"{{\"resources\": [{string.Join(",", rows)}], \"pagination\": {{}}}}");
        _client = new QboxmailClient(new QboxmailClientOptions { ApiToken = "benchmark" }, new Canned(_body));
        _serializer = JsonSerializer.Create();
    }

    [Benchmark(Baseline = true)]
    public int JsonSerializerAlone()
    {
        using var reader = new JsonTextReader(new StreamReader(new MemoryStream(_body)));
        return _serializer.Deserialize<Rows>(reader)!.Resources.Count;
    }

    [Benchmark]
    public async Task<int> Library() => (await _client.Domains.ListPageAsync()).Items.Count;

    private static string Row(int number) => string.Create(CultureInfo.InvariantCulture, $$"""
        {"activated_at": "2026-04-16T09:41:00Z", "created_at": "2026-04-16T09:12:33Z", "status": "enabled", "status_detail": "ok",
        "code": "D{{number:000000000}}", "is_healthy": true, "name": "example-{{number}}.com", "customer_fullname": "Example Srl",
        "customer_code": "CUSTOMER1", "allow_nets": ["192.0.2.0/24"],
        "antispam_level": 2, "archive": true, "imap_disabled": false, "smtp_disabled": false, "pop_disabled": false, "webmail_disabled": false,
        "default_quota": 8589934592, "has_dkim": 1, "max_email_accounts": 50, "max_email_quota": 26843545600, "no_email_accounts": 12,
        "possession_a_record": "d{{number:000000000}}"}
        """);

    private sealed class Canned(byte[] body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) });
    }

    /// <summary>The page that JsonSerializer fills.</summary>
    public sealed class Rows
    {
        [JsonProperty("resources")]
        public List<Domain> Resources { get; set; } = [];
    }

    /// <summary>A domain with the fields of the library's model.</summary>
    public sealed class Domain
    {
        [JsonProperty("activated_at")]
        public DateTimeOffset? ActivatedAt { get; set; }

        [JsonProperty("archive_activated_at")]
        public DateTimeOffset? ArchiveActivatedAt { get; set; }

        [JsonProperty("created_at")]
        public DateTimeOffset? CreatedAt { get; set; }

        [JsonProperty("updated_at")]
        public DateTimeOffset? UpdatedAt { get; set; }

        [JsonProperty("status")]
        public string? Status { get; set; }

        [JsonProperty("status_detail")]
        public string? StatusDetail { get; set; }

        [JsonProperty("archive_status")]
        public string? ArchiveStatus { get; set; }

        [JsonProperty("code")]
        public string? Code { get; set; }

        [JsonProperty("is_healthy")]
        public bool? IsHealthy { get; set; }

        [JsonProperty("name")]
        public string? Name { get; set; }

        [JsonProperty("customer_fullname")]
        public string? CustomerFullname { get; set; }

        [JsonProperty("customer_code")]
        public string? CustomerCode { get; set; }

        [JsonProperty("customer_catch_all")]
        public bool? CustomerCatchAll { get; set; }

        [JsonProperty("allow_nets")]
        public List<string>? AllowNets { get; set; }

        [JsonProperty("antispam_level")]
        public int? AntispamLevel { get; set; }

        [JsonProperty("archive")]
        public bool? Archive { get; set; }

        [JsonProperty("manager_fullname")]
        public string? ManagerFullname { get; set; }

        [JsonProperty("manager_code")]
        public string? ManagerCode { get; set; }

        [JsonProperty("imap_disabled")]
        public bool? ImapDisabled { get; set; }

        [JsonProperty("smtp_disabled")]
        public bool? SmtpDisabled { get; set; }

        [JsonProperty("pop_disabled")]
        public bool? PopDisabled { get; set; }

        [JsonProperty("webmail_disabled")]
        public bool? WebmailDisabled { get; set; }

        [JsonProperty("calendar")]
        public bool? Calendar { get; set; }

        [JsonProperty("meeting")]
        public bool? Meeting { get; set; }

        [JsonProperty("activesync")]
        public bool? Activesync { get; set; }

        [JsonProperty("chat")]
        public bool? Chat { get; set; }

        [JsonProperty("dav")]
        public bool? Dav { get; set; }

        [JsonProperty("default_retention")]
        public int? DefaultRetention { get; set; }

        [JsonProperty("default_archive")]
        public bool? DefaultArchive { get; set; }

        [JsonProperty("email_services")]
        public int? EmailServices { get; set; }

        [JsonProperty("default_quota")]
        public long? DefaultQuota { get; set; }

        [JsonProperty("dkim_public_key")]
        public string? DkimPublicKey { get; set; }

        [JsonProperty("dkim_selector")]
        public string? DkimSelector { get; set; }

        [JsonProperty("has_dkim")]
        public int? HasDkim { get; set; }

        [JsonProperty("dkim_last_checked_at")]
        public DateTimeOffset? DkimLastCheckedAt { get; set; }

        [JsonProperty("dkim_last_check_ok")]
        public bool? DkimLastCheckOk { get; set; }

        [JsonProperty("max_email_accounts")]
        public long? MaxEmailAccounts { get; set; }

        [JsonProperty("max_email_accounts_archive")]
        public long? MaxEmailAccountsArchive { get; set; }

        [JsonProperty("max_email_accounts_25gb")]
        public long? MaxEmailAccounts25gb { get; set; }

        [JsonProperty("max_email_accounts_50gb")]
        public long? MaxEmailAccounts50gb { get; set; }

        [JsonProperty("max_email_accounts_100gb")]
        public long? MaxEmailAccounts100gb { get; set; }

        [JsonProperty("max_email_quota")]
        public long? MaxEmailQuota { get; set; }

        [JsonProperty("no_alias_domains")]
        public long? DomainAliasCount { get; set; }

        [JsonProperty("no_alias_email_accounts")]
        public long? EmailAliasCount { get; set; }

        [JsonProperty("no_email_accounts")]
        public long? EmailAccountCount { get; set; }

        [JsonProperty("no_email_accounts_archive")]
        public long? ArchivedEmailAccountCount { get; set; }

        [JsonProperty("no_email_accounts_25gb")]
        public long? EmailAccountCount25gb { get; set; }

        [JsonProperty("no_email_accounts_50gb")]
        public long? EmailAccountCount50gb { get; set; }

        [JsonProperty("no_email_accounts_100gb")]
        public long? EmailAccountCount100gb { get; set; }

        [JsonProperty("ownership_verification_email_address")]
        public string? OwnershipVerificationEmailAddress { get; set; }

        [JsonProperty("possession_a_record")]
        public string? PossessionARecord { get; set; }
    }
}
