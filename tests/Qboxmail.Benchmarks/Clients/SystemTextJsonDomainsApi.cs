using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Qboxmail.Benchmarks.Clients;

/// <summary>A handwritten client with the source generator of System.Text.Json.</summary>
internal sealed class SystemTextJsonDomainsApi(HttpClient http, string address) : IDomainsApi
{
    public async Task<DomainPage> GetAsync(string code) =>
        await SendAsync(HttpMethod.Get, $"/api/domains/{Uri.EscapeDataString(code)}", null, Json.Default.DomainPage);

    public async Task<DomainPage> ListAsync(int page, int per) =>
        await SendAsync(HttpMethod.Get, $"/api/domains?page={page}&per={per}", null, Json.Default.DomainPage);

    public async Task<CreatedResource> CreateAsync(CreateDomain body) =>
        await SendAsync(HttpMethod.Post, "/api/domains", JsonContent.Create(body, Json.Default.CreateDomain), Json.Default.CreatedResource);

    private async Task<T> SendAsync<T>(HttpMethod method, string path, HttpContent? content, JsonTypeInfo<T> type)
    {
        using var request = new HttpRequestMessage(method, address + path) { Content = content };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        using var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);

        return response.IsSuccessStatusCode
            ? (await JsonSerializer.DeserializeAsync(stream, type).ConfigureAwait(false))!
            : throw new ErrorResponseException(
                (int)response.StatusCode, await JsonSerializer.DeserializeAsync(stream, Json.Default.ErrorBody).ConfigureAwait(false));
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DomainPage))]
[JsonSerializable(typeof(CreatedResource))]
[JsonSerializable(typeof(CreateDomain))]
[JsonSerializable(typeof(ErrorBody))]
internal sealed partial class Json : JsonSerializerContext;
