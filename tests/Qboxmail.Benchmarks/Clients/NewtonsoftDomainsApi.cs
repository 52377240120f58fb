using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json;

namespace Qboxmail.Benchmarks.Clients;

/// <summary>A handwritten client with JsonTextReader, which reads from the stream with one name table and pooled buffers.</summary>
internal sealed class NewtonsoftDomainsApi(HttpClient http, string address) : IDomainsApi
{
    public async Task<DomainPage> GetAsync(string code) =>
        await SendAsync(HttpMethod.Get, $"/api/domains/{Uri.EscapeDataString(code)}", null, Page);

    public async Task<DomainPage> ListAsync(int page, int per) =>
        await SendAsync(HttpMethod.Get, $"/api/domains?page={page}&per={per}", null, Page);

    public async Task<CreatedResource> CreateAsync(CreateDomain body) =>
        await SendAsync(HttpMethod.Post, "/api/domains", Write(body), Created);

    private async Task<T> SendAsync<T>(HttpMethod method, string path, HttpContent? content, Func<JsonTextReader, T> read)
    {
        using var request = new HttpRequestMessage(method, address + path) { Content = content };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        using var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
        using var json = CreateReader(stream);
        return response.IsSuccessStatusCode ? read(json) : throw new ErrorResponseException((int)response.StatusCode, ErrorBody(json));
    }

    private static JsonTextReader CreateReader(Stream stream) =>
        new(new StreamReader(stream, Encoding.UTF8))
        {
            ArrayPool = Pool.Shared,
            PropertyNameTable = NewtonsoftNames.Table,
            DateParseHandling = DateParseHandling.None,
        };

    private static ByteArrayContent Write(CreateDomain body)
    {
        var stream = new MemoryStream();

        using (var json = new JsonTextWriter(new StreamWriter(stream)) { ArrayPool = Pool.Shared })
        {
            json.WriteStartObject();
            Write(json, "name", body.Name);
            Write(json, "postmaster_password", body.PostmasterPassword);
            Write(json, "postmaster_password_confirmation", body.PostmasterPasswordConfirmation);
            Write(json, "plan", body.Plan);
            Write(json, "max_email_accounts", body.MaxEmailAccounts);
            Write(json, "max_email_quota", body.MaxEmailQuota);
            json.WriteEndObject();
        }

        return new ByteArrayContent(stream.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }

    private static void Write(JsonTextWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WritePropertyName(name);
            json.WriteValue(value);
        }
    }

    private static void Write(JsonTextWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WritePropertyName(name);
            json.WriteValue(number);
        }
    }

    private static DomainPage Page(JsonTextReader json)
    {
        var page = new DomainPage();
        json.Read();

        while (json.Read() && json.TokenType == JsonToken.PropertyName)
        {
            switch ((string)json.Value!)
            {
                case "resources": page.Resources = List(json, Domain); break;
                case "pagination": page.Pagination = Pagination(json); break;
                default: json.Skip(); break;
            }
        }

        return page;
    }

    private static Domain Domain(JsonTextReader json)
    {
        var item = new Domain();

        while (json.Read() && json.TokenType == JsonToken.PropertyName)
        {
            switch ((string)json.Value!)
            {
                case "activated_at": item.ActivatedAt = json.ReadAsDateTimeOffset(); break;
                case "archive_activated_at": item.ArchiveActivatedAt = json.ReadAsDateTimeOffset(); break;
                case "created_at": item.CreatedAt = json.ReadAsDateTimeOffset(); break;
                case "updated_at": item.UpdatedAt = json.ReadAsDateTimeOffset(); break;
                case "status": item.Status = json.ReadAsString(); break;
                case "status_detail": item.StatusDetail = json.ReadAsString(); break;
                case "archive_status": item.ArchiveStatus = json.ReadAsString(); break;
                case "code": item.Code = json.ReadAsString(); break;
                case "is_healthy": item.IsHealthy = json.ReadAsBoolean(); break;
                case "name": item.Name = json.ReadAsString(); break;
                case "customer_fullname": item.CustomerFullname = json.ReadAsString(); break;
                case "customer_code": item.CustomerCode = json.ReadAsString(); break;
                case "customer_catch_all": item.CustomerCatchAll = json.ReadAsBoolean(); break;
                case "allow_nets": item.AllowNets = Strings(json); break;
                case "antispam_level": item.AntispamLevel = json.ReadAsInt32(); break;
                case "archive": item.Archive = json.ReadAsBoolean(); break;
                case "manager_fullname": item.ManagerFullname = json.ReadAsString(); break;
                case "manager_code": item.ManagerCode = json.ReadAsString(); break;
                case "imap_disabled": item.ImapDisabled = json.ReadAsBoolean(); break;
                case "smtp_disabled": item.SmtpDisabled = json.ReadAsBoolean(); break;
                case "pop_disabled": item.PopDisabled = json.ReadAsBoolean(); break;
                case "webmail_disabled": item.WebmailDisabled = json.ReadAsBoolean(); break;
                case "calendar": item.Calendar = json.ReadAsBoolean(); break;
                case "meeting": item.Meeting = json.ReadAsBoolean(); break;
                case "activesync": item.Activesync = json.ReadAsBoolean(); break;
                case "chat": item.Chat = json.ReadAsBoolean(); break;
                case "dav": item.Dav = json.ReadAsBoolean(); break;
                case "default_retention": item.DefaultRetention = json.ReadAsInt32(); break;
                case "default_archive": item.DefaultArchive = json.ReadAsBoolean(); break;
                case "email_services": item.EmailServices = json.ReadAsInt32(); break;
                case "default_quota": item.DefaultQuota = Long(json); break;
                case "dkim_public_key": item.DkimPublicKey = json.ReadAsString(); break;
                case "dkim_selector": item.DkimSelector = json.ReadAsString(); break;
                case "has_dkim": item.HasDkim = json.ReadAsInt32(); break;
                case "dkim_last_checked_at": item.DkimLastCheckedAt = json.ReadAsDateTimeOffset(); break;
                case "dkim_last_check_ok": item.DkimLastCheckOk = json.ReadAsBoolean(); break;
                case "max_email_accounts": item.MaxEmailAccounts = Long(json); break;
                case "max_email_accounts_archive": item.MaxEmailAccountsArchive = Long(json); break;
                case "max_email_accounts_25gb": item.MaxEmailAccounts25gb = Long(json); break;
                case "max_email_accounts_50gb": item.MaxEmailAccounts50gb = Long(json); break;
                case "max_email_accounts_100gb": item.MaxEmailAccounts100gb = Long(json); break;
                case "max_email_quota": item.MaxEmailQuota = Long(json); break;
                case "no_alias_domains": item.NoAliasDomains = Long(json); break;
                case "no_alias_email_accounts": item.NoAliasEmailAccounts = Long(json); break;
                case "no_email_accounts": item.NoEmailAccounts = Long(json); break;
                case "no_email_accounts_archive": item.NoEmailAccountsArchive = Long(json); break;
                case "no_email_accounts_25gb": item.NoEmailAccounts25gb = Long(json); break;
                case "no_email_accounts_50gb": item.NoEmailAccounts50gb = Long(json); break;
                case "no_email_accounts_100gb": item.NoEmailAccounts100gb = Long(json); break;
                case "ownership_verification_email_address": item.OwnershipVerificationEmailAddress = json.ReadAsString(); break;
                case "possession_a_record": item.PossessionARecord = json.ReadAsString(); break;
                default: json.Skip(); break;
            }
        }

        return item;
    }

    private static Pagination Pagination(JsonTextReader json)
    {
        var item = new Pagination();
        json.Read();

        while (json.Read() && json.TokenType == JsonToken.PropertyName)
        {
            switch ((string)json.Value!)
            {
                case "per": item.Per = json.ReadAsInt32(); break;
                case "page": item.Page = json.ReadAsInt32(); break;
                case "total_pages": item.TotalPages = json.ReadAsInt32(); break;
                case "query": item.Query = json.ReadAsString(); break;
                case "filter": item.Filter = json.ReadAsString(); break;
                case "status": item.Status = json.ReadAsString(); break;
                case "sort_field": item.SortField = json.ReadAsString(); break;
                case "sort": item.Sort = json.ReadAsString(); break;
                case "total_records": item.TotalRecords = Long(json); break;
                default: json.Skip(); break;
            }
        }

        return item;
    }

    private static CreatedResource Created(JsonTextReader json)
    {
        var item = new CreatedResource();
        json.Read();

        while (json.Read() && json.TokenType == JsonToken.PropertyName)
        {
            switch ((string)json.Value!)
            {
                case "message": item.Message = json.ReadAsString(); break;
                case "resource_code": item.ResourceCode = json.ReadAsString(); break;
                default: json.Skip(); break;
            }
        }

        return item;
    }

    private static ErrorBody ErrorBody(JsonTextReader json)
    {
        var item = new ErrorBody();
        json.Read();

        while (json.Read() && json.TokenType == JsonToken.PropertyName)
        {
            switch ((string)json.Value!)
            {
                case "message": item.Message = json.ReadAsString(); break;
                case "errors": item.Errors = List(json, FieldErrorBody); break;
                default: json.Skip(); break;
            }
        }

        return item;
    }

    private static FieldErrorBody FieldErrorBody(JsonTextReader json)
    {
        var item = new FieldErrorBody();

        while (json.Read() && json.TokenType == JsonToken.PropertyName)
        {
            switch ((string)json.Value!)
            {
                case "field": item.Field = json.ReadAsString(); break;
                case "description": item.Description = json.ReadAsString(); break;
                default: json.Skip(); break;
            }
        }

        return item;
    }

    private static List<T> List<T>(JsonTextReader json, Func<JsonTextReader, T> read)
    {
        var items = new List<T>();
        json.Read();

        while (json.Read() && json.TokenType == JsonToken.StartObject)
        {
            items.Add(read(json));
        }

        return items;
    }

    private static List<string> Strings(JsonTextReader json)
    {
        var items = new List<string>();
        json.Read();

        while (json.ReadAsString() is { } text)
        {
            items.Add(text);
        }

        return items;
    }

    private static long? Long(JsonTextReader json)
    {
        json.Read();
        return json.Value as long?;
    }

    private sealed class Pool : IArrayPool<char>
    {
        public static Pool Shared { get; } = new();

        public char[] Rent(int minimumLength) => ArrayPool<char>.Shared.Rent(minimumLength);

        public void Return(char[]? array) => ArrayPool<char>.Shared.Return(array!);
    }
}
