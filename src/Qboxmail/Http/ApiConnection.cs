using System.Net;
using Qboxmail.Json;
using Qboxmail.Models;
using Qboxmail.Paging;

namespace Qboxmail.Http;

/// <summary>What the generated methods call: one method for each kind of answer that the API gives.</summary>
internal sealed class ApiConnection(ApiPipeline pipeline)
{
    public TimeProvider Time => pipeline.Time;

    public Telemetry Telemetry => pipeline.Telemetry;

    public static InvalidOperationException IsMissing(string client) =>
        new($"This {client} was made without a QboxmailClient: a test double overrides the methods that are called.");

    public PagedAsyncEnumerable<T> List<T>(ApiRequest request, Func<JsonResponseReader, T?> read, PagingOptions? paging, CancellationToken cancellationToken)
        where T : class
    {
        var gate = new RateLimitGate(Time);

        async Task<Page<T>> GetPage(int page, int pageSize, CancellationToken token)
        {
            await gate.WaitAsync(token).ConfigureAwait(false);
            return await GetPageAsync(request.Page(page, pageSize, gate.Close), page, read, token).ConfigureAwait(false);
        }

        return new(GetPage, (paging ?? new PagingOptions()).ValidatedCopy(), cancellationToken)
        {
            OperationId = request.Operation.Id,
            LogIncomplete = shortfall => Telemetry.IncompleteList(request.Operation.Id, shortfall),
        };
    }

    public Task<Page<T>> GetPageAsync<T>(ApiRequest request, Func<JsonResponseReader, T?> read, int page, int? pageSize, CancellationToken cancellationToken)
        where T : class
    {
        PagingOptions.CheckPage(page, nameof(page));
        PagingOptions.CheckPageSize(pageSize, nameof(pageSize));

        return GetPageAsync(request.Page(page, pageSize), page, read, cancellationToken);
    }

    public Task<IReadOnlyList<T>> GetListAsync<T>(ApiRequest request, Func<JsonResponseReader, T?> read, CancellationToken cancellationToken)
        where T : class =>
        request.MatchesNothing ? Task.FromResult<IReadOnlyList<T>>([]) : GetRowsAsync<IReadOnlyList<T>>(request, isFirst: true, answer => Envelope.Read(answer, read).Rows, [], cancellationToken);

    public Task<T> GetItemAsync<T>(ApiRequest request, Func<JsonResponseReader, T?> read, CancellationToken cancellationToken)
        where T : class =>
        SendAsync(request, answer => Envelope.Read(answer, read).Rows is [var first, ..] ? first : throw ApiErrors.ResourceMissing(answer), cancellationToken);

    public Task<T> GetValueAsync<T>(ApiRequest request, Func<JsonResponseReader, T?> read, CancellationToken cancellationToken)
        where T : class =>
        SendAsync(request, answer => answer.Read(read) ?? throw ApiErrors.UnexpectedResponse(answer, "the answer is no object"), cancellationToken);

    public Task<CreatedResource> CreateAsync(ApiRequest request, CancellationToken cancellationToken) => SendAsync(request, ReadCreated, cancellationToken);

    public Task SendAsync(ApiRequest request, CancellationToken cancellationToken) => SendAsync(
        request,
        // Frameworks call an answer HTML that has no body at all.
        static answer => answer is { IsHtml: true, Body.Length: > 0 } ? throw ApiErrors.UnexpectedResponse(answer, "the answer is a page of HTML") : true,
        cancellationToken);

    public Task<QboxmailResponse> SendRawAsync(ApiRequest request, CancellationToken cancellationToken) =>
        SendAsync(request, static answer => new QboxmailResponse(answer.Response, answer.Body), cancellationToken);

    public async Task<QboxmailDownload> DownloadAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var response = await SendAsync(
            request,
            static answer => answer.IsHtml ? throw ApiErrors.UnexpectedResponse(answer, "the answer is a page of HTML") : answer.Response,
            cancellationToken,
            leavesBody: true).ConfigureAwait(false);

        try
        {
            // On .NET Framework an answer may be without content.
            var content = response.Content is null ? Stream.Null
#if NET
                : await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#else
                : await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
            return new QboxmailDownload(response, content);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request whose filters must match something: only a list can be empty.</summary>
    private Task<T> SendAsync<T>(ApiRequest request, Func<ApiResponse, T> read, CancellationToken cancellationToken, bool leavesBody = false) =>
        request.MatchesNothing
            ? throw new ArgumentException($"A list filter of {request.Operation.Id} is empty and would match nothing. Use null for no filter.")
            : pipeline.SendAsync(request, read, cancellationToken, leavesBody);

    private Task<Page<T>> GetPageAsync<T>(ApiRequest request, int page, Func<JsonResponseReader, T?> read, CancellationToken cancellationToken)
        where T : class =>
        request.MatchesNothing
            ? Task.FromResult(new Page<T>([], page, new Pagination { Page = page, TotalPages = 0, TotalRecords = 0 }))
            : GetRowsAsync(request, isFirst: page == 1, answer => Envelope.Read(answer, read).ToPage(page), new Page<T>([], page), cancellationToken);

    /// <summary>Old answers to creations carried the code in Location only; today's carry it in the body.</summary>
    private static CreatedResource ReadCreated(ApiResponse answer)
    {
        var created = answer.Body.Length > 0 ? answer.Read(CreatedResource.Read) : null;

        if (created is { ResourceCode.Length: > 0 })
        {
            return created;
        }

        var code = answer.Response.Headers.Location?.OriginalString.Split('?')[0].TrimEnd('/').Split('/').Last();

        return string.IsNullOrEmpty(code)
            ? throw ApiErrors.UnexpectedResponse(answer, "the answer tells no code of the new resource")
            : new CreatedResource { Message = created?.Message, ResourceCode = Uri.UnescapeDataString(code) };
    }

    /// <summary>A list below a resource answers 404 when the resource is gone, but a real client saw it for a list without rows too.</summary>
    private async Task<T> GetRowsAsync<T>(ApiRequest request, bool isFirst, Func<ApiResponse, T> open, T empty, CancellationToken cancellationToken)
    {
        try
        {
            return await pipeline.SendAsync(request, open, cancellationToken).ConfigureAwait(false);
        }
        catch (QboxmailApiException exception) when (exception.Reason == QboxmailErrorReason.NotFound && isFirst && request.Parent() is not null)
        {
            if (!await ExistsAsync(request.Parent()!, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }

            return empty;
        }
    }

    private async Task<bool> ExistsAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await pipeline.SendAsync(request, answer => Envelope.Read(answer, static json => json.ReadMap()).Rows.Count > 0, cancellationToken).ConfigureAwait(false);
        }
        catch (QboxmailApiException exception) when (exception.Reason == QboxmailErrorReason.NotFound || exception.StatusCode == HttpStatusCode.NotImplemented)
        {
            return false;
        }
    }
}
