using Qboxmail.Json;
using Qboxmail.Models;
using Qboxmail.Paging;

namespace Qboxmail.Http;

/// <summary>Sends the requests of the generated clients. It has one method for each kind of response.</summary>
internal sealed class ApiConnection(ApiPipeline pipeline)
{
    public ApiPipeline Pipeline => pipeline;

    public TimeProvider Time => pipeline.Time;

    public Telemetry Telemetry => pipeline.Telemetry;

    public static InvalidOperationException IsMissing(string client) =>
        new($"This {client} is a test double without a connection. Override every member that the code under test calls.");

    public PagedAsyncEnumerable<T> List<T>(ApiRequest request, ReadValue<T?> read, PagingOptions? paging, CancellationToken cancellationToken)
        where T : class
    {
        // In a bulk job, the requests of the list wait at the rate limit gate that all requests of the job share.
        var gate = RateLimitGate.Current ?? new RateLimitGate(Time);
        var options = (paging ?? new PagingOptions()).ValidatedCopy();
        options.PageSize = Math.Min(options.PageSize, request.Operation.LargestPage);

        async Task<Page<T>> GetPage(int page, int pageSize, CancellationToken token)
        {
            RateLimitGate.Current = gate;
            await gate.WaitAsync(token).ConfigureAwait(false);
            var isContinuation = page > options.StartPage;
            return await GetPageAsync(request.Page(page, pageSize, isContinuation), page, read, token).ConfigureAwait(false);
        }

        return new(GetPage, options, cancellationToken)
        {
            OperationId = request.Operation.Id,
            LogIncomplete = shortfall => Telemetry.Logger.IncompleteList(request.Operation.Id, shortfall),
        };
    }

    public Task<Page<T>> GetPageAsync<T>(ApiRequest request, ReadValue<T?> read, int page, int? pageSize, CancellationToken cancellationToken)
        where T : class
    {
        PagingOptions.CheckPage(page, nameof(page));
        PagingOptions.CheckPageSize(pageSize, request.Operation.LargestPage, nameof(pageSize));

        return GetPageAsync(request.Page(page, pageSize), page, read, cancellationToken);
    }

    public Task<IReadOnlyList<T>> GetListAsync<T>(ApiRequest request, ReadValue<T?> read, CancellationToken cancellationToken)
        where T : class =>
        GetOrEmptyAsync<IReadOnlyList<T>>(request, page: 1, response => Envelope.Read(response, read).Items, static _ => [], cancellationToken);

    public Task<T> GetItemAsync<T>(ApiRequest request, ReadValue<T?> read, CancellationToken cancellationToken)
        where T : class =>
        SendAsync(
            request,
            response => Envelope.Read(response, read, acceptsSingle: true).Items is [var first, ..]
                ? first
                : throw ApiErrors.ResourceMissing(response),
            cancellationToken);

    public Task<T> GetValueAsync<T>(ApiRequest request, ReadValue<T?> read, CancellationToken cancellationToken)
        where T : class =>
        SendAsync(
            request,
            response => response.Read(read) ?? throw ApiErrors.UnexpectedResponse(response, "the response is not a JSON object"),
            cancellationToken);

    public Task<CreatedResource> CreateAsync(ApiRequest request, CancellationToken cancellationToken) =>
        SendAsync(request, ReadCreated, cancellationToken);

    public Task SendAsync(ApiRequest request, CancellationToken cancellationToken) => SendAsync(
        request,
        // The body is parsed only if it may list errors. ErrorBody.Quote is empty if the JSON is invalid.
        static response => response.Body switch
        {
            { Kind: BodyKind.Html } => throw ApiErrors.UnexpectedResponse(response, "the response is an HTML page"),
            { MayListErrors: true } when response.Error.Quote.Length == 0 =>
                throw ApiErrors.UnexpectedResponse(response, $"{InvalidJsonException.NotJson} ({response.Body.Description})"),
            _ => response,
        },
        cancellationToken);

    public Task<QboxmailResponse> SendRawAsync(ApiRequest request, CancellationToken cancellationToken) => SendAsync(
        request,
        static response => response.Body.IsUndecodable
            ? throw ApiErrors.RejectedResponse(response, ApiErrors.WronglyCompressed)
            : new QboxmailResponse(response.Response, response.Body),
        cancellationToken);

    public Task<QboxmailDownload> DownloadAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        request.LeavesBody = true;

        return SendAsync(
            request,
            static response => response.Body.Kind switch
            {
                BodyKind.Html => throw ApiErrors.UnexpectedResponse(response, "the response is an HTML page instead of a file"),
                BodyKind.Json => throw ApiErrors.UnexpectedResponse(response, "the response is JSON instead of a file"),
                _ => new QboxmailDownload(response.Response, Open(response)),
            },
            cancellationToken);
    }

    private static Stream Open(ApiResponse response) => response.Call.OpenBody is { } stream
        ? new DownloadStream(stream, () => ApiErrors.RejectedResponse(response, ApiErrors.WronglyCompressed))
        : new MemoryStream(response.Body.Bytes.Array!, response.Body.Bytes.Offset, response.Body.Bytes.Count, writable: false);

    /// <summary>Sends a request for a single result. Throws if a filter is an empty list, because nothing matches such a filter.</summary>
    private Task<T> SendAsync<T>(ApiRequest request, Func<ApiResponse, T> read, CancellationToken cancellationToken) =>
        request.MatchesNothing
            ? throw new ArgumentException($"A filter of {request.Operation.Id} is an empty list, which would match nothing. Use null for no filter.")
            : pipeline.SendAsync(request, read, cancellationToken);

    private Task<Page<T>> GetPageAsync<T>(ApiRequest request, int page, ReadValue<T?> read, CancellationToken cancellationToken)
        where T : class =>
        GetOrEmptyAsync(
            request,
            page,
            response => Envelope.Read(response, read).ToPage(page),
            static page => new Page<T>([], page, new Pagination { Page = page, TotalPages = 0, TotalRecords = 0 }),
            cancellationToken);

    /// <summary>Reads the code of the new resource from the body, or else from the Location header.</summary>
    private static CreatedResource ReadCreated(ApiResponse response)
    {
        var created = response.Body.Kind == BodyKind.Empty && !response.Body.IsUndecodable ? null : response.Read(CreatedResource.Read);

        if (ResourceCodes.IsUsable(created?.ResourceCode))
        {
            return created!;
        }

        return ResourceCodes.FromLocation(response) is { } code
            ? new CreatedResource { Message = created?.Message, ResourceCode = code }
            : throw ApiErrors.UnexpectedResponse(response, "the response does not contain a valid code of the new resource");
    }

    /// <summary>
    /// Gets a list. If the API returns 404 for a child list whose parent exists, the list is empty. Other clients of the API have observed this.
    /// </summary>
    private async Task<T> GetOrEmptyAsync<T>(
        ApiRequest request, int page, Func<ApiResponse, T> open, Func<int, T> empty, CancellationToken cancellationToken)
    {
        if (request.MatchesNothing)
        {
            return empty(page);
        }

        try
        {
            return await pipeline.SendAsync(request, open, cancellationToken).ConfigureAwait(false);
        }
        catch (QboxmailApiException exception) when (exception.Reason == QboxmailErrorReason.NotFound && page == 1 && request.Parent is { } parent)
        {
            if (!await ExistsAsync(parent, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }

            return empty(page);
        }
    }

    private async Task<bool> ExistsAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await GetItemAsync(request, static (ref json) => json.ReadMap(), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (QboxmailApiException exception)
            when (exception.Reason == QboxmailErrorReason.NotFound || exception.StatusCode == HttpStatusCode.NotImplemented)
        {
            return false;
        }
    }
}
